#!/usr/bin/env node
// Nothing newer than Node 14 in this file, and nothing imported before the version is known:
// an older Node has to get as far as the sentence.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
    console.error(`latchkey needs Node 24 or newer; this is ${process.versions.node}.`);
    process.exitCode = 1;
}
else {
    const { main } = await import('./main.js');
    const { stdin, stdout, stderr, env } = process;
    process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, env });
    // What is left of the log gets a second; a reader that has stopped reading does not keep us.
    setTimeout(() => process.exit(), 1_000).unref();
}
export {};
