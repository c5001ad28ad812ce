import { execFile } from 'node:child_process'

/** Runs a program to its end and answers its standard output; throws with both outputs when it fails. */
export const runProgram = (program: string, args: readonly string[], input = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      program,
      [...args],
      { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error)
          reject(
            new Error(
              `${program} ${args[0] ?? ''} failed (${error.code ?? error.signal})\n${stderr}\n${stdout}`.slice(0, 6000),
            ),
          )
        else resolve(stdout)
      },
    )
    // A program that ends without reading its input closes the pipe under us; its exit code tells what matters.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
