using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flinks.Bff.Platform.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class NightlyRefresh : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "NightlyCheckedAt",
                table: "Connections",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "NightlyEligible",
                table: "Connections",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "NightlyEnabled",
                table: "Connections",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "NightlyReason",
                table: "Connections",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Connections_NightlyEnabled_NightlyCheckedAt",
                table: "Connections",
                columns: new[] { "NightlyEnabled", "NightlyCheckedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Connections_NightlyEnabled_NightlyCheckedAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "NightlyCheckedAt",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "NightlyEligible",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "NightlyEnabled",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "NightlyReason",
                table: "Connections");
        }
    }
}
