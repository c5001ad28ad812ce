import type { JsonObject } from '../../../model/json.ts'
import { instanceDiscovery, openidConfiguration } from './openid.ts'
import type { SignInAnswer } from './refusals.ts'
import { noTenant, type SignInScene, signIn } from './sign-in.ts'

export interface SignInRequest {
  readonly method: string
  /** Begins with `/`. */
  readonly path: string
  /** `https://127.0.0.1:PORT`, as the client reached it. */
  readonly base: string
  readonly body: string
}

const found = (body: JsonObject): SignInAnswer => ({ status: 200, body })

/** Answers what a client asks of the sign-in service; null for a path that the service does not have. */
export const answerSignIn = (scene: SignInScene, { method, path, base, body }: SignInRequest): SignInAnswer | null => {
  const [tenant = '', ...rest] = path.slice(1).split('/')
  const operation = `${method} ${rest.join('/')}`
  if (operation === 'GET discovery/instance') return found(instanceDiscovery(base, 'common'))
  if (operation === 'GET v2.0/.well-known/openid-configuration')
    return isKnown(scene, tenant) ? found(openidConfiguration(base, tenant)) : noTenant(scene, tenant)
  if (operation === 'GET discovery/v2.0/keys') return found({ keys: scene.issuer.keys })
  if (operation === 'POST oauth2/v2.0/token') return signIn(scene, tenant, new URLSearchParams(body))
  return null
}

/** `common` and `organizations` stand for whichever tenant signs in. */
const isKnown = (scene: SignInScene, tenant: string): boolean =>
  ['common', 'organizations', ...scene.tenants].includes(tenant.toLowerCase())
