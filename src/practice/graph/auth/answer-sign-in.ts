import type { JsonObject } from '../../../model/json.ts'
import { beginDevice } from './delegated.ts'
import { answerDevice, devicePage } from './device-page.ts'
import { instanceDiscovery, openidConfiguration } from './openid.ts'
import type { SignInAnswer } from './refusals.ts'
import { noTenant, signIn } from './sign-in.ts'
import type { SignInScene } from './sign-in-scene.ts'

export interface SignInRequest {
  readonly method: string
  /** Begins with `/`. */
  readonly path: string
  /** `https://127.0.0.1:PORT`, as the client reached it. */
  readonly base: string
  readonly query: URLSearchParams
  readonly body: string
}

const found = (body: JsonObject): SignInAnswer => ({ status: 200, body })

/** Answers what a client asks of the sign-in service; null for a path that the service does not have. */
export const answerSignIn = (
  scene: SignInScene,
  { method, path, base, query, body }: SignInRequest,
): SignInAnswer | null => {
  const [tenant = '', ...rest] = path.slice(1).split('/')
  const operation = `${method} ${rest.join('/')}`
  if (operation === 'GET discovery/instance') return found(instanceDiscovery(base, 'common'))
  if (operation === 'GET v2.0/.well-known/openid-configuration')
    return isKnown(scene, tenant) ? found(openidConfiguration(base, tenant)) : noTenant(scene, tenant)
  if (operation === 'GET discovery/v2.0/keys') return found({ keys: scene.issuer.keys })
  const form = new URLSearchParams(body)
  if (operation === 'POST oauth2/v2.0/token') return signIn(scene, tenant, form)
  if (operation === 'POST oauth2/v2.0/devicecode')
    return isKnown(scene, tenant) ? beginDevice(scene, base, form) : noTenant(scene, tenant)
  if (path === '/devicelogin') return method === 'POST' ? answerDevice(scene, form) : devicePage(query)
  return null
}

/** `common` and `organizations` stand for whichever tenant signs in. */
const isKnown = (scene: SignInScene, tenant: string): boolean =>
  ['common', 'organizations', ...scene.tenants].includes(tenant.toLowerCase())
