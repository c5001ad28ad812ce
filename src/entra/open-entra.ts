import type { EntraReader, EntraWriter } from '../ports/entra.ts'
import type { EntraLookupReader } from '../ports/entra-lookup.ts'
import { entraReader } from './entra-reader.ts'
import type { EntraDeps, EntraSettings } from './entra-settings.ts'
import { entraWriter } from './entra-writer.ts'
import { gatherReads } from './gather-reads.ts'
import { graphPipe } from './graph-pipe.ts'
import { graphRoot } from './graph-root.ts'
import { lookupReader } from './lookup-reader.ts'
import { middlewareChain } from './middleware.ts'
import { sendRead } from './send-read.ts'
import { sendWrite } from './send-write.ts'
import { throttleGate } from './throttle-gate.ts'
import { tokenOwner } from './token-owner.ts'
import { tokenSource } from './token-source.ts'

export interface EntraConnection {
  readonly reader: EntraReader
  readonly writer: EntraWriter
  /** Reads that no plan is made from. */
  readonly lookup: EntraLookupReader
  /** Id of the user who is signed in; null for an application. */
  signedInAs(): Promise<string | null>
  /** Graph has no session: there is nothing to end, and what is under way ends by its own deadline. */
  close(): Promise<void>
}

/**
 * Entra behind its port. Nothing is sent yet: signing in happens with the first request and fails there (`entra/sign-in-failed`).
 * Throws `entra/bad-settings`.
 */
export const openEntra = async (settings: EntraSettings, deps: EntraDeps): Promise<EntraConnection> => {
  const { clock, random } = deps
  const root = graphRoot(settings)
  const token = tokenSource(settings, deps)
  const chain = middlewareChain({
    root,
    token,
    random,
    correlation: deps.correlation,
    fetch: deps.fetch,
  })
  const sending = { pipe: graphPipe(root, chain), clock, random, gate: throttleGate(clock), signal: deps.signal }
  const read = gatherReads(sendRead(sending), sending)
  return {
    reader: entraReader(read, root),
    writer: entraWriter(sendWrite(sending), read, root, clock),
    lookup: lookupReader(read, root),
    signedInAs: async () => tokenOwner(await token()),
    async close() {},
  }
}
