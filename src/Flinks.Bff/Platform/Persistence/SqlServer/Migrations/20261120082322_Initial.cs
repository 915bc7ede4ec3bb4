using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flinks.Bff.Platform.Persistence.SqlServer.Migrations
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Repairs = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Language = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    RedirectUrl = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    StateHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    StateExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Settings = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConnectSessions", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "Connections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    LoginHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    LoginSealed = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Proved = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Problem = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    InstitutionId = table.Column<int>(type: "int", nullable: true),
                    InstitutionName = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Language = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: true),
                    SelectedAccountIds = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastRefreshedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LiveSentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastRetrievalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Connections", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "Deletions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    LoginHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    LoginSealed = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    RequestedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpstreamConfirmedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ErasedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NextStepAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deletions", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyKeys",
                columns: table => new
                {
                    CallHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    BodyHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    ResourceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ForgetAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyKeys", x => x.CallHash)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "Keys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Value = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Results",
                columns: table => new
                {
                    RetrievalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sealed = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ErasesAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Results", x => x.RetrievalId)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "Retrievals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserKey = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    OpenFor = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    State = table.Column<int>(type: "int", nullable: false),
                    Freshness = table.Column<int>(type: "int", nullable: false),
                    Options = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Purpose = table.Column<int>(type: "int", nullable: false),
                    ProofAfter = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RequestIdSealed = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    ChallengesSealed = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    Retry = table.Column<bool>(type: "bit", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CollectingSince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    BusySince = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WindowEndsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NextStepAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Shard = table.Column<int>(type: "int", nullable: false),
                    LeaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    LeasedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    DataAsked = table.Column<bool>(type: "bit", nullable: false),
                    Reauthorized = table.Column<bool>(type: "bit", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    FlinksCode = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    RetryAfterSeconds = table.Column<int>(type: "int", nullable: true),
                    AsOf = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastRefresh = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FromWebhook = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Retrievals", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "Tickets",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    UserKey = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    ConnectSessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LoginSealed = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tickets", x => x.Hash)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "TimelineEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ConnectSessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Detail = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TimelineEntries", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateTable(
                name: "WebhookDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BodyHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    BodySealed = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    LoginHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    ResponseType = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    WorkedOffAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ErasesAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookDeliveries", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ConnectSessions_CreatedAt",
                table: "ConnectSessions",
                column: "CreatedAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_ConnectSessions_StateHash",
                table: "ConnectSessions",
                column: "StateHash",
                unique: true,
                filter: "[StateHash] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_CreatedAt",
                table: "Connections",
                column: "CreatedAt")
                .Annotation("SqlServer:Clustered", true);

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
                name: "IX_Deletions_RequestedAt",
                table: "Deletions",
                column: "RequestedAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyKeys_ForgetAt",
                table: "IdempotencyKeys",
                column: "ForgetAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_Keys_Name",
                table: "Keys",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Results_ErasesAt",
                table: "Results",
                column: "ErasesAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_ConnectionId",
                table: "Retrievals",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_OpenFor",
                table: "Retrievals",
                column: "OpenFor",
                unique: true,
                filter: "[OpenFor] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_Shard_NextStepAt",
                table: "Retrievals",
                columns: new[] { "Shard", "NextStepAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_StartedAt",
                table: "Retrievals",
                column: "StartedAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_ExpiresAt",
                table: "Tickets",
                column: "ExpiresAt")
                .Annotation("SqlServer:Clustered", true);

            migrationBuilder.CreateIndex(
                name: "IX_TimelineEntries_At",
                table: "TimelineEntries",
                column: "At")
                .Annotation("SqlServer:Clustered", true);

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
                name: "IX_WebhookDeliveries_ReceivedAt",
                table: "WebhookDeliveries",
                column: "ReceivedAt")
                .Annotation("SqlServer:Clustered", true);

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
