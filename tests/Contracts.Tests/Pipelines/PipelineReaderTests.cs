using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

public class PipelineReaderTests
{
    [Fact]
    public void A_resource_knows_its_place_and_its_table()
    {
        var pipeline = PipelineReader.ReadStored(
            "name: a\nsource: { type: files }\nresources:\n  - name: one\n    file_glob: a\n  - { name: two, file_glob: b, table: Three }\ndestination: { schema: Some }\n").Definition!;

        Assert.Equal(
            [(4, 5, "some.one"), (6, 5, "some.three")],
            pipeline.Resources.Select(resource => (resource.Line, resource.Column, pipeline.TableOf(resource))));
    }

    [Fact]
    public void Every_key_of_a_pipeline_is_read()
    {
        var pipeline = Definition.Read("""
            name: customer-360
            description: Customers and orders
            schedule: "*/15 6 * * 1-5"
            source:
              type: rest
              base_url: ${env:CRM_API}
              headers: { Authorization: "Bearer ${secret:CRM}", X-Version: 2 }
              params: { per_page: 100, all: true }
              paginator: page_number
            resources:
              - name: Customers
                path: customers
                params: { since: 2026-01-01 }
                data_selector: $.data.items
                primary_key: [customerId, region]
                write_disposition: replace
                transform:
                  - flatten
                  - lower: email
              - name: orders
                table: shop_orders
                path: /orders
                base_url: https://shop.example.com/v2
                primary_key: id
                paginator: single_page
            destination: { schema: crm }
            max_rejects: 5%
            """);

        Assert.Equal("customer-360", pipeline.Name);
        Assert.Equal("Customers and orders", pipeline.Description);
        Assert.Equal("*/15 6 * * 1-5", pipeline.Schedule);
        var source = Assert.IsType<RestSource>(pipeline.Source);
        Assert.Equal("${env:CRM_API}", source.BaseUrl);
        Assert.Equal([new("Authorization", "Bearer ${secret:CRM}"), new("X-Version", "2")], source.Headers);
        Assert.Equal([new("per_page", "100"), new("all", "true")], source.Params);
        Assert.Equal("crm", pipeline.Destination.Schema);
        Assert.Equal(new RejectLimit(0.05m, 0), pipeline.MaxRejects);

        var customers = pipeline.Resources[0];
        Assert.Equal(("customers", "customers"), (customers.Name, customers.Table));
        var endpoint = Assert.IsType<RestOrigin>(customers.Origin);
        Assert.Equal("/customers", endpoint.Path);
        Assert.Null(endpoint.BaseUrl);
        Assert.Equal([new("since", "2026-01-01")], endpoint.Params);
        Assert.Equal("data.items", endpoint.DataSelector);
        Assert.Equal(new PageNumberPaginator(), endpoint.Paginator);
        Assert.Equal(["customer_id", "region"], customers.PrimaryKey);
        Assert.Equal(WriteDisposition.Replace, customers.WriteDisposition);
        Assert.Equal(["flatten", "lower"], customers.Transform.Select(step => step.Name));
        Assert.Equal([18, 19], customers.Transform.Select(step => step.Line));

        var orders = pipeline.Resources[1];
        Assert.Equal(("orders", "shop_orders"), (orders.Name, orders.Table));
        Assert.Equal(["id"], orders.PrimaryKey);
        endpoint = Assert.IsType<RestOrigin>(orders.Origin);
        Assert.Equal(("/orders", "https://shop.example.com/v2"), (endpoint.Path, endpoint.BaseUrl));
        Assert.Equal(new SinglePagePaginator(), endpoint.Paginator);
    }

    [Fact]
    public void Files_are_read_with_their_glob()
    {
        var pipeline = Definition.Read("""
            name: big-users
            source: { type: files }
            resources:
              - name: users
                file_glob: users/**/*.ndjson.gz
                primary_key: id
            destination: { schema: warehouse }
            """);

        Assert.IsType<FilesSource>(pipeline.Source);
        Assert.Equal(new FilesOrigin("users/**/*.ndjson.gz"), Assert.Single(pipeline.Resources).Origin);
    }

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var pipeline = Definition.Read($"name: users\ndescription:\n{Definition.Source}{Definition.Resources}{Definition.Destination}");

        Assert.Null(pipeline.Description);
        Assert.Null(pipeline.Schedule);
        var source = Assert.IsType<RestSource>(pipeline.Source);
        Assert.Empty(source.Headers);
        Assert.Empty(source.Params);
        Assert.Equal(RejectLimit.Default, pipeline.MaxRejects);

        var resource = Assert.Single(pipeline.Resources);
        Assert.Equal("users", resource.Table);
        Assert.Equal(WriteDisposition.Append, resource.WriteDisposition);
        Assert.Empty(resource.PrimaryKey);
        Assert.Empty(resource.Transform);
        var endpoint = Assert.IsType<RestOrigin>(resource.Origin);
        Assert.Null(endpoint.DataSelector);
        Assert.Equal(new SinglePagePaginator(), endpoint.Paginator);
    }

    [Fact]
    public void Options_of_a_page_number_paginator_are_read()
    {
        var pipeline = Definition.Read(Definition.WithResource("""
            paginator:
              type: page_number
              base_page: 0
              page_param: p
              total_path: meta.pages
              maximum_page: 9
              stop_after_empty_page: false
              has_more_path: meta.more
            """));

        Assert.Equal(new PageNumberPaginator(0, "p", "meta.pages", 9, false, "meta.more"),
            Assert.IsType<RestOrigin>(pipeline.Resources[0].Origin).Paginator);
    }

    [Fact]
    public void Anchor_stands_for_what_it_names()
    {
        var pipeline = Definition.Read($$"""
            name: users
            {{Definition.Source}}resources:
              - { name: a, path: /a, transform: &steps [flatten, { drop: [x] }] }
              - { name: b, path: /b, transform: *steps }
            {{Definition.Destination}}
            """);

        Assert.Equal(["flatten", "drop"], pipeline.Resources[1].Transform.Select(step => step.Name));
    }

    [Fact]
    public void All_errors_are_told_in_the_order_of_their_positions()
    {
        var result = PipelineReader.Read("""
            destination: { schema: pg_catalog }
            name: My Users
            schedule: daily
            source: { type: rest, base_url: ftp://example.com }
            resources:
              - name: users
                transform: [{ lowr: [email] }]
            """);

        Assert.Null(result.Definition);
        Assert.Equal([(1, 24), (2, 7), (3, 11), (4, 33), (6, 5), (7, 19)], result.Errors.Select(error => (error.Line, error.Column)));
    }
}
