using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flinks.Bff.Platform.Persistence.SqlServer.Migrations
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
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ForgetsAt",
                table: "Deletions",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "PastLoginHash",
                table: "Deletions",
                type: "varbinary(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ActorKind = table.Column<int>(type: "int", nullable: false),
                    Actor = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    Action = table.Column<int>(type: "int", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    RetrievalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DeletionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    TraceId = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true)
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
