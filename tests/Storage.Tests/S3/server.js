'use strict';

// Serves the bucket 'lake' from a folder, on a free port that it prints, until its standard input ends: it dies
// with the tests however those end.
const S3rver = require('s3rver');

const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: 'lake', configs: [] }],
});
server.run().then(address => console.log(address.port));
process.stdin.resume().on('end', () => process.exit());
