using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flinks.Bff.Platform.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Webhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "WebhookDeliveries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "LeaseId",
                table: "WebhookDeliveries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextStepAt",
                table: "WebhookDeliveries",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Outcome",
                table: "WebhookDeliveries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ConnectSessionStartedAt",
                table: "Retrievals",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "RequestHash",
                table: "Retrievals",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "WebhookDeliveryId",
                table: "Retrievals",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_WebhookDeliveries_NextStepAt",
                table: "WebhookDeliveries",
                column: "NextStepAt");

            migrationBuilder.CreateIndex(
                name: "IX_Retrievals_ConnectionId_WebhookDeliveryId",
                table: "Retrievals",
                columns: new[] { "ConnectionId", "WebhookDeliveryId" },
                unique: true,
                filter: "\"WebhookDeliveryId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WebhookDeliveries_NextStepAt",
                table: "WebhookDeliveries");

            migrationBuilder.DropIndex(
                name: "IX_Retrievals_ConnectionId_WebhookDeliveryId",
                table: "Retrievals");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "WebhookDeliveries");

            migrationBuilder.DropColumn(
                name: "LeaseId",
                table: "WebhookDeliveries");

            migrationBuilder.DropColumn(
                name: "NextStepAt",
                table: "WebhookDeliveries");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "WebhookDeliveries");

            migrationBuilder.DropColumn(
                name: "ConnectSessionStartedAt",
                table: "Retrievals");

            migrationBuilder.DropColumn(
                name: "RequestHash",
                table: "Retrievals");

            migrationBuilder.DropColumn(
                name: "WebhookDeliveryId",
                table: "Retrievals");
        }
    }
}
