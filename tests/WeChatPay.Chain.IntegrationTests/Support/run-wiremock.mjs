// Runs java with the given arguments until standard input ends. Whoever started this holds the other end: when that process
// ends, however it ends, the server ends too.
import { spawn } from 'node:child_process';

const java = spawn('java', process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'] });
java.on('error', error => {
    console.error(error.message);
    process.exit(1);
});
java.on('exit', code => process.exit(code ?? 1));
process.stdin.on('end', () => java.kill('SIGKILL')).resume();
