using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EtlAspire.Storage.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class AddWarnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "warnings",
                schema: "etl",
                table: "runs",
                type: "json",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "missing",
                schema: "etl",
                table: "batches",
                type: "json",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "warnings",
                schema: "etl",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "missing",
                schema: "etl",
                table: "batches");
        }
    }
}
