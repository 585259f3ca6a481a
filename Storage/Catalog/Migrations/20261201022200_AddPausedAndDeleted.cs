using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EtlAspire.Storage.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class AddPausedAndDeleted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "deleted_at",
                schema: "etl",
                table: "pipelines",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "paused",
                schema: "etl",
                table: "pipelines",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "deleted_at",
                schema: "etl",
                table: "pipelines");

            migrationBuilder.DropColumn(
                name: "paused",
                schema: "etl",
                table: "pipelines");
        }
    }
}
