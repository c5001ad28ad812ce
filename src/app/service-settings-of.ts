import { resolveSecret } from '../config/resolve-secret.ts'
import type { SecretRef } from '../config/secret-ref.ts'
import { secretStores } from '../config/secret-stores.ts'
import type { ServeConfig, ServeSource } from '../config/serve-config.ts'
import { Fault } from '../model/fault.ts'
import type { Secret } from '../model/secret.ts'
import { type InboundSource, type ServiceSettings, standardLimits } from '../service/service-settings.ts'
import type { Host } from './host.ts'

/** Whoever guesses one can have people hired and dismissed. */
const SHORTEST_SECRET = 24

/** How the service listens, with its secrets fetched. Throws where one is missing (`config/secret-missing`) or could be guessed (`serve/weak-secret`). */
export const serviceSettingsOf = async (
  serve: ServeConfig,
  { env }: Pick<Host, 'env'>,
  tell: (text: string) => void,
): Promise<ServiceSettings> => {
  const fetched = async (ref: SecretRef, source: string): Promise<Secret> => {
    const { secret, notes } = await resolveSecret(ref, secretStores(env))
    for (const note of notes) tell(note)
    const { length } = secret.reveal()
    if (length < SHORTEST_SECRET) throw new Fault('serve/weak-secret', { source, length })
    return secret
  }
  const sourceOf = async ({ name, accepts, perMinute, proof }: ServeSource): Promise<InboundSource> => {
    const own = { name, accepts, perMinute }
    if (proof.kind === 'token') return { ...own, proof: { kind: 'token', token: await fetched(proof.token, name) } }
    return { ...own, proof: { ...proof, secret: await fetched(proof.secret, name) } }
  }
  const { host, port, tls, names, publicUrl, metricsToken, sources } = serve
  return {
    host,
    port,
    tls,
    names,
    publicUrl,
    metricsToken: metricsToken ? await fetched(metricsToken, 'metrics') : null,
    sources: await Promise.all(sources.map(sourceOf)),
    limits: standardLimits,
  }
}
