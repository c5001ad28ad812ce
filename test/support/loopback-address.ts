import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** Whether a process with this id exists. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const canListen = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, address, () => server.close(() => resolve(true)))
  })

/** The process that a folder belongs to, by the file `owner` in it; null where it has none yet. */
export const ownerOf = (folder: string): number | null => {
  try {
    return Number(readFileSync(join(folder, 'owner'), 'utf8'))
  } catch {
    return null
  }
}

/** Takes the claim on an address by making its folder, which only one process can; claims of ended processes fall to the next one. */
const claim = (folder: string): boolean => {
  const owner = ownerOf(folder)
  if (owner !== null && !isAlive(owner)) rmSync(folder, { recursive: true, force: true })
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, 'owner'), String(process.pid))
    return true
  } catch {
    return false
  }
}

/**
 * A loopback address on which nobody listens on `port`, kept for this process until `release`. Several domain controllers run side by side
 * that way, for their port is fixed. `wanted` asks for a certain one.
 */
export const takeAddress = async (
  root: string,
  port: number,
  wanted?: string,
): Promise<{ address: string; release(): void }> => {
  const start = process.pid % 200
  const candidates = wanted ? [wanted] : Array.from({ length: 200 }, (_, at) => `127.0.0.${20 + ((start + at) % 200)}`)
  for (const address of candidates) {
    const folder = join(root, `address-${address}`)
    if (!claim(folder)) continue
    const release = (): void => rmSync(folder, { recursive: true, force: true })
    if (await canListen(address, port)) return { address, release }
    release()
  }
  throw new Error(wanted ? `${wanted}:${port} is taken.` : `No free loopback address for port ${port}.`)
}

/** Removes folders of `root` that a process left behind which is no more. */
export const sweep = (root: string, prefix: string): void => {
  for (const name of readdirSync(root).filter((entry) => entry.startsWith(prefix))) {
    const owner = ownerOf(join(root, name))
    if (owner !== null && !isAlive(owner)) rmSync(join(root, name), { recursive: true, force: true })
  }
}
