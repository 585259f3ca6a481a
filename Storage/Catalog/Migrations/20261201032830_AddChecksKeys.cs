using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EtlAspire.Storage.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class AddChecksKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "checks_keys",
                schema: "etl",
                table: "pipeline_versions",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "checks_keys",
                schema: "etl",
                table: "pipeline_versions");
        }
    }
}
