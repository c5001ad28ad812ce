import { Fault } from '../model/fault.ts'
import { certificateAdvice, deepestText, systemCode, whyNoConnection } from '../wire/connection-error.ts'
import type { CredentialSpec } from './entra-settings.ts'

/**
 * What to do about an AADSTS number. Only the advice hangs on the number; whichever it is, the code stays `entra/sign-in-failed`.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const advices: readonly { readonly numbers: readonly number[]; readonly advice: string }[] = [
  {
    numbers: [7000215],
    advice: 'The client secret is wrong. Take the value of the secret, not its id, from the app registration.',
  },
  {
    numbers: [7000222],
    advice: 'The client secret has expired. Make a new one in the app registration, or better, use a certificate.',
  },
  {
    numbers: [700027, 700024, 50012],
    advice:
      'The certificate is not accepted. See whether it is uploaded to the app registration and not expired, and whether the clock of this machine is right.',
  },
  {
    numbers: [700016, 700038],
    advice: 'The tenant does not know this application. Check client: and tenant: in joinery.yaml.',
  },
  {
    numbers: [90002, 900023, 900021, 90013],
    advice: 'There is no such tenant in this cloud. Check tenant: and cloud: in joinery.yaml.',
  },
  { numbers: [900382, 900384], advice: 'The tenant is in another cloud. Check cloud: in joinery.yaml.' },
  {
    numbers: [50034, 50126, 50057],
    advice: 'This account cannot sign in to the tenant. Check which account is meant and whether it is enabled.',
  },
  {
    numbers: [7000112, 7000113, 500014],
    advice: 'The application is disabled in the tenant. An administrator can enable it under Enterprise applications.',
  },
  {
    numbers: [65001, 500011, 501051],
    advice: 'An administrator has to consent to the permissions of the application first.',
  },
  {
    numbers: [53003, 53000, 530003, 50076, 50079],
    advice:
      'A Conditional Access policy stands in the way. Let an administrator see the sign-in log of the application.',
  },
  {
    numbers: [700211, 700212, 700213, 700223, 70021],
    advice:
      'The federated credential of the application does not fit this workload. Compare issuer, subject and audience.',
  },
]

/** Numbers that ask to try again. */
const transient: readonly number[] = [90033, 90055, 90006, 50196]

const unavailable: { readonly [kind in CredentialSpec['kind']]: string } = {
  certificate:
    'Check that the file named in certificate: holds the certificate and its private key as PEM, and that the password fits.',
  secret: 'Check client:, tenant: and the secret in joinery.yaml.',
  'managed-identity': 'Run on an Azure resource that has a managed identity, or use another kind of credential.',
  'workload-identity':
    'See whether AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE are set here, or name client: and the token file.',
  'azure-cli': 'Install the Azure CLI and run: az login',
  'device-code': 'Run the command again in a terminal and type the code within 15 minutes.',
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The AADSTS number of a sign-in error. */
const aadstsNumber = (error: unknown): number | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const found = /AADSTS(\d+)/.exec(at.message)
    if (found) return Number(found[1])
  }
  return undefined
}

/** One line of the service's text; trace ids and times follow it on their own. */
const firstLine = (text: string): string => (text.split(/[\r\n]|(?: ?Trace ID:)/)[0] ?? text).trim().replace(/\.$/, '')

const detailOf = (error: unknown, number: number | undefined): string => {
  const text = textOf(error)
  return firstLine(number === undefined ? text : text.slice(Math.max(0, text.indexOf('AADSTS'))))
}

/** The cause of every fault of signing in. The package has tried several times by itself, so nobody need do that again. */
export class SignInTrouble extends Error {
  override readonly name = 'SignInTrouble'
}

/** The fault of a sign-in service that says nothing. */
export const signInSilence = (seconds: number, authority: string): Fault => {
  const params = { seconds, doing: `signing in at ${authority}`, state: 'Nothing was changed.' }
  return new Fault('entra/silent', params, { cause: new SignInTrouble('no answer in time') })
}

/** Why no token came, as a fault: refused or not available here (`entra/sign-in-failed`), or the service was not reached. */
export const signInFault = (error: unknown, kind: CredentialSpec['kind'], authority: string): Fault => {
  if (error instanceof Fault) return error
  const cause = new SignInTrouble(textOf(error), { cause: error })
  const number = aadstsNumber(error)
  const detail = detailOf(error, number)
  const unreached = {
    doing: `signing in at ${authority}`,
    detail: reasonOf(error),
    state: 'Nothing was changed.',
    advice: whyNoConnection(error) === 'certificate' ? certificateAdvice : undefined,
  }
  if (number !== undefined && transient.includes(number)) return new Fault('entra/unreachable', unreached, { cause })
  const advice =
    number === undefined
      ? undefined
      : (advices.find(({ numbers }) => numbers.includes(number))?.advice ?? lookUp(number))
  if (advice === undefined && wasNotReached(error)) return new Fault('entra/unreachable', unreached, { cause })
  return new Fault('entra/sign-in-failed', { detail, advice: advice ?? unavailable[kind] }, { cause })
}

/** What lies at the bottom says most; the package itself has a link only. */
const reasonOf = (error: unknown): string => {
  const deepest = firstLine(deepestText(error))
  return deepest.startsWith('network_error') ? 'no connection came about' : deepest
}

const lookUp = (number: number): string => `https://login.microsoftonline.com/error?code=${number} explains the number.`

/** A server error of the sign-in service, or a connection that did not come about. */
const wasNotReached = (error: unknown): boolean => {
  if (whyNoConnection(error)) return true
  const code = systemCode(error)
  if (code && /^(ECONN|ETIMEDOUT|EPIPE|REQUEST_SEND_ERROR|UND_ERR)/.test(code)) return true
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('statusCode' in at && typeof at.statusCode === 'number' && at.statusCode >= 500) return true
    if (
      /network_error|endpoints_resolution_error|openid_config_error|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|socket hang up/.test(
        at.message,
      )
    )
      return true
  }
  return false
}
