import type { TokenCredential } from '@azure/identity'
import { Secret } from '../model/secret.ts'
import type { Clock } from '../ports/clock.ts'
import { clouds, scopeOf } from './clouds.ts'
import { authorityOf, makeCredential } from './credential.ts'
import type { CredentialSpec, EntraDeps, EntraSettings } from './entra-settings.ts'
import { signInFault, signInSilence } from './sign-in-fault.ts'

/** Gives an access token; asks the sign-in service only when the last one is about to expire. */
export type TokenSource = () => Promise<Secret>

/** How long signing in may take. A person who types a code has the quarter of an hour for which the code is good. */
const SIGN_IN_SECONDS = 30
const DEVICE_CODE_SECONDS = 15 * 60
const PROBE_SECONDS = 5

/** A token is renewed this long before it expires. */
const EARLY_MS = 5 * 60_000

/** The tokens of the settings' credential, for Graph unless for another scope. Throws `entra/sign-in-failed`, `entra/unreachable` or `entra/silent`. */
export const tokenSource = (
  settings: EntraSettings,
  { clock, prompt }: Pick<EntraDeps, 'clock' | 'prompt'>,
  seconds = settings.credential.kind === 'device-code' ? DEVICE_CODE_SECONDS : SIGN_IN_SECONDS,
  scope = scopeOf(clouds[settings.cloud]),
): TokenSource => {
  const { credential } = settings
  if (credential.kind === 'token') return async () => credential.token
  const authority = authorityOf(settings)
  const metadata = `${authority}/${encodeURIComponent(settings.tenant)}/v2.0/.well-known/openid-configuration`
  let made: Promise<TokenCredential> | undefined
  return remembered(clock, async () => {
    made ??= makeCredential(credential, settings, prompt)
    return signIn(made, credential.kind, { authority, scope, metadata, seconds })
  })
}

interface Token {
  readonly value: Secret
  readonly renewAt: number
}

/** Keeps the token while it is good, and lets those who ask at the same time share one sign-in. */
const remembered = (clock: Clock, fetchToken: () => Promise<Token>): TokenSource => {
  let kept: Token | undefined
  let pending: Promise<Token> | undefined
  return async () => {
    if (kept && clock.now() < kept.renewAt) return kept.value
    pending ??= fetchToken().finally(() => {
      pending = undefined
    })
    kept = await pending
    return kept.value
  }
}

interface Where {
  readonly authority: string
  readonly scope: string
  /** Address at which the sign-in service describes itself for the tenant. */
  readonly metadata: string
  readonly seconds: number
}

const signIn = async (
  credential: Promise<TokenCredential>,
  kind: CredentialSpec['kind'],
  { authority, scope, metadata, seconds }: Where,
): Promise<Token> => {
  const abortSignal = AbortSignal.timeout(Math.ceil(seconds * 1000))
  const silence = new Promise<never>((_, reject) => {
    abortSignal.addEventListener('abort', () => reject(signInSilence(seconds, authority)), { once: true })
  })
  try {
    const asked = credential.then((ready) => ready.getToken(scope, { abortSignal }))
    const token = await Promise.race([asked, silence])
    if (!token) throw new Error('the credential gave no token')
    return { value: new Secret(token.token), renewAt: token.expiresOnTimestamp - EARLY_MS }
  } catch (error) {
    throw signInFault(await explained(error, metadata), kind, authority)
  }
}

/**
 * For a connection that failed the package has no reason, and at a sign-in service that it does not know it reports an unknown tenant in the
 * same words. So the address at which the service describes itself is asked once, and what comes of that is the reason.
 */
const explained = async (error: unknown, metadata: string): Promise<unknown> => {
  if (!(error instanceof Error) || !/network_error|endpoints_resolution_error|openid_config_error/.test(error.message))
    return error
  try {
    const answer = await fetch(metadata, { redirect: 'error', signal: AbortSignal.timeout(PROBE_SECONDS * 1000) })
    const { error_description: reason } = (await answer.json()) as { readonly error_description?: unknown }
    return typeof reason === 'string' ? new Error(reason, { cause: error }) : error
  } catch (cause) {
    return cause
  }
}
