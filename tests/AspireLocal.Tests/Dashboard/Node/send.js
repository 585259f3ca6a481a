'use strict';

// Sends one trace and one counter: node send.js grpc|proto URL KEY. Prints the trace's id.
const { Resource } = require('@opentelemetry/resources');
const { BasicTracerProvider, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');
const { MeterProvider, PeriodicExportingMetricReader } = require('@opentelemetry/sdk-metrics');
const { context, trace, SpanStatusCode } = require('@opentelemetry/api');

const [, , protocol, url, key] = process.argv;
const resource = new Resource({ 'service.name': `node-${protocol}`, 'service.instance.id': 'one' });

function createTraceExporter() {
  if (protocol === 'grpc') {
    const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-grpc');
    const { Metadata } = require('@grpc/grpc-js');
    const metadata = new Metadata();
    metadata.set('x-otlp-api-key', key);
    return new OTLPTraceExporter({ url, metadata });
  }
  const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter({ url: `${url}/v1/traces`, headers: { 'x-otlp-api-key': key }, compression: 'gzip' });
}

async function main() {
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(createTraceExporter())] });
  const tracer = provider.getTracer('sender', '1.0');
  const parent = tracer.startSpan('parent', { attributes: { answer: 42, list: ['a', 'b'], ratio: 0.5, yes: true } });
  const child = tracer.startSpan('child', {}, trace.setSpan(context.active(), parent));
  child.recordException(new Error('it broke'));
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'it broke' });
  child.end();
  parent.end();
  await provider.shutdown();

  if (protocol === 'proto') {
    const { OTLPMetricExporter } = require('@opentelemetry/exporter-metrics-otlp-proto');
    const exporter = new OTLPMetricExporter({ url: `${url}/v1/metrics`, headers: { 'x-otlp-api-key': key } });
    const meters = new MeterProvider({ resource, readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60000 })] });
    meters.getMeter('sender').createCounter('things', { unit: '{thing}' }).add(7, { colour: 'red' });
    await meters.shutdown();
  }
  console.log(parent.spanContext().traceId);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
