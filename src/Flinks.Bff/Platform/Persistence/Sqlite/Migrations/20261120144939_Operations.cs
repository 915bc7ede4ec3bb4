using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flinks.Bff.Platform.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ConnectionId",
                table: "Deletions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ForgetsAt",
                table: "Deletions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "PastLoginHash",
                table: "Deletions",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActorKind = table.Column<int>(type: "INTEGER", nullable: false),
                    Actor = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    Action = table.Column<int>(type: "INTEGER", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    RetrievalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DeletionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    TraceId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_ReceivedAt_Id",
                table: "WebhookDeliveries",
                columns: new[] { "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Deletions_ForgetsAt",
                table: "Deletions",
                column: "ForgetsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Deletions_PastLoginHash",
                table: "Deletions",
                column: "PastLoginHash");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Action_At_Id",
                table: "AuditEntries",
                columns: new[] { "Action", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At_Id",
                table: "AuditEntries",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ConnectionId_At_Id",
                table: "AuditEntries",
                columns: new[] { "ConnectionId", "At", "Id" });

            migrationBuilder.Sql(AppendOnlyAudit.Make);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AppendOnlyAudit.Drop);

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropIndex(
                name: "IX_WebhookDeliveries_ReceivedAt_Id",
                table: "WebhookDeliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deletions_ForgetsAt",
                table: "Deletions");

            migrationBuilder.DropIndex(
                name: "IX_Deletions_PastLoginHash",
                table: "Deletions");

            migrationBuilder.DropColumn(
                name: "ConnectionId",
                table: "Deletions");

            migrationBuilder.DropColumn(
                name: "ForgetsAt",
                table: "Deletions");

            migrationBuilder.DropColumn(
                name: "PastLoginHash",
                table: "Deletions");
        }
    }
}
