using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flinks.Bff.Platform.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ConnectEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Retrievals_ConnectionId",
                table: "Retrievals");

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "TimelineEntries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Calls",
                table: "Retrievals",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Code",
                table: "ConnectSessions",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ConnectionId",
                table: "ConnectSessions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EventCount",
                table: "ConnectSessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "InstitutionName",
                table: "ConnectSessions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OpensUntil",
                table: "ConnectSessions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reached",
                table: "ConnectSessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "SelectionSealed",
                table: "ConnectSessions",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "State",
                table: "ConnectSessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_ConnectionId_StartedAt",
                table: "Retrievals",
                columns: new[] { "ConnectionId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ConnectSessions_ConnectionId",
                table: "ConnectSessions",
                column: "ConnectionId");

            migrationBuilder.CreateIndex(
                name: "IX_ConnectSessions_CreatedAt_Reached_InstitutionName_Code",
                table: "ConnectSessions",
                columns: new[] { "CreatedAt", "Reached", "InstitutionName", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_ConnectSessions_Ticked",
                table: "ConnectSessions",
                column: "CreatedAt",
                filter: "\"SelectionSealed\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Retrievals_ConnectionId_StartedAt",
                table: "Retrievals");

            migrationBuilder.DropIndex(
                name: "IX_ConnectSessions_ConnectionId",
                table: "ConnectSessions");

            migrationBuilder.DropIndex(
                name: "IX_ConnectSessions_CreatedAt_Reached_InstitutionName_Code",
                table: "ConnectSessions");

            migrationBuilder.DropIndex(
                name: "IX_ConnectSessions_Ticked",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "TimelineEntries");

            migrationBuilder.DropColumn(
                name: "Calls",
                table: "Retrievals");

            migrationBuilder.DropColumn(
                name: "Code",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "ConnectionId",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "EventCount",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "InstitutionName",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "OpensUntil",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "Reached",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "SelectionSealed",
                table: "ConnectSessions");

            migrationBuilder.DropColumn(
                name: "State",
                table: "ConnectSessions");

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_ConnectionId",
                table: "Retrievals",
                column: "ConnectionId");
        }
    }
}
