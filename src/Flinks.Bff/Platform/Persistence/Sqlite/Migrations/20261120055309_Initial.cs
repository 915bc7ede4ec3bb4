using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flinks.Bff.Platform.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ConnectSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserKey = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Repairs = table.Column<Guid>(type: "TEXT", nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    InstitutionId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    RedirectUrl = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    StateHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    StateExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConnectSessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Connections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserKey = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    LoginHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    LoginSealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Proved = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    InstitutionId = table.Column<int>(type: "INTEGER", nullable: true),
                    InstitutionName = table.Column<string>(type: "TEXT", nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    SelectedAccountIds = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastRefreshedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LiveSentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastRetrievalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Connections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Deletions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserKey = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    LoginHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    LoginSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RequestedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpstreamConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ErasedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NextStepAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deletions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyKeys",
                columns: table => new
                {
                    CallHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    BodyHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ResourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ForgetAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyKeys", x => x.CallHash);
                });

            migrationBuilder.CreateTable(
                name: "Keys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Value = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Results",
                columns: table => new
                {
                    RetrievalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ErasesAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Results", x => x.RetrievalId);
                });

            migrationBuilder.CreateTable(
                name: "Retrievals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserKey = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    OpenFor = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Freshness = table.Column<int>(type: "INTEGER", nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<int>(type: "INTEGER", nullable: false),
                    ProofAfter = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RequestIdSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ChallengesSealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Retry = table.Column<bool>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CollectingSince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    BusySince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WindowEndsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NextStepAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Shard = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LeasedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DataAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reauthorized = table.Column<bool>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    FlinksCode = table.Column<string>(type: "TEXT", nullable: true),
                    RetryAfterSeconds = table.Column<int>(type: "INTEGER", nullable: true),
                    AsOf = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastRefresh = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FromWebhook = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Retrievals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Tickets",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    UserKey = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ConnectSessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginSealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tickets", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "TimelineEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ConnectSessionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TimelineEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WebhookDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BodyHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    BodySealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LoginHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    ResponseType = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WorkedOffAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ErasesAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDeliveries", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ConnectSessions_CreatedAt",
                table: "ConnectSessions",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ConnectSessions_StateHash",
                table: "ConnectSessions",
                column: "StateHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Connections_LoginHash",
                table: "Connections",
                column: "LoginHash");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_UserKey_LoginHash",
                table: "Connections",
                columns: new[] { "UserKey", "LoginHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deletions_LoginHash",
                table: "Deletions",
                column: "LoginHash");

            migrationBuilder.CreateIndex(
                name: "IX_Deletions_NextStepAt",
                table: "Deletions",
                column: "NextStepAt");

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyKeys_ForgetAt",
                table: "IdempotencyKeys",
                column: "ForgetAt");

            migrationBuilder.CreateIndex(
                name: "IX_Keys_Name",
                table: "Keys",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Results_ErasesAt",
                table: "Results",
                column: "ErasesAt");

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_ConnectionId",
                table: "Retrievals",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_OpenFor",
                table: "Retrievals",
                column: "OpenFor",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_Shard_NextStepAt",
                table: "Retrievals",
                columns: new[] { "Shard", "NextStepAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_ExpiresAt",
                table: "Tickets",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_TimelineEntries_ConnectSessionId_At",
                table: "TimelineEntries",
                columns: new[] { "ConnectSessionId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_TimelineEntries_ConnectionId_At",
                table: "TimelineEntries",
                columns: new[] { "ConnectionId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_BodyHash",
                table: "WebhookDeliveries",
                column: "BodyHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_ErasesAt",
                table: "WebhookDeliveries",
                column: "ErasesAt");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_LoginHash",
                table: "WebhookDeliveries",
                column: "LoginHash");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_WorkedOffAt",
                table: "WebhookDeliveries",
                column: "WorkedOffAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConnectSessions");

            migrationBuilder.DropTable(
                name: "Connections");

            migrationBuilder.DropTable(
                name: "Deletions");

            migrationBuilder.DropTable(
                name: "IdempotencyKeys");

            migrationBuilder.DropTable(
                name: "Keys");

            migrationBuilder.DropTable(
                name: "Results");

            migrationBuilder.DropTable(
                name: "Retrievals");

            migrationBuilder.DropTable(
                name: "Tickets");

            migrationBuilder.DropTable(
                name: "TimelineEntries");

            migrationBuilder.DropTable(
                name: "WebhookDeliveries");
        }
    }
}
