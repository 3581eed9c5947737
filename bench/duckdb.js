// duckdb.js SQL - run a query on two threads, and tell descriptor 3 what the query alone took
const fs = require('fs');
const { DuckDBInstance } = require('@duckdb/node-api');

(async () => {
	const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
	const start = process.hrtime.bigint();
	await connection.run(process.argv[2]);
	fs.writeSync(3, String(Number(process.hrtime.bigint() - start) / 1e9));
	process.exit(0);
})().catch(error => { console.error(error.message); process.exit(1); });
