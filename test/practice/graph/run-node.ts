import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs a module in a Node of its own, in the checkout, and answers what it printed; throws what it complained about. */
export const runNode = (
  script: string,
  args: readonly string[],
  env: { readonly [name: string]: string },
): Promise<string> =>
  new Promise((resolve, reject) => {
    const cwd = fileURLToPath(new URL('../../..', import.meta.url))
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, '--', ...args], {
      cwd,
      env: { ...process.env, ...env },
    })
    let output = ''
    let complaints = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(complaints))))
  })
