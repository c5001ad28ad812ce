import { entraSaid } from './entra-said.ts'
import type { FaultCatalogue } from './fault-record.ts'

/** Faults about reaching Entra and signing in. Parameters: `doing` (what was tried), `state` (of the directory afterwards), `detail`. */
export const entraConnectionFaults = {
  'entra/unreachable': {
    title: 'Entra cannot be reached',
    category: 'unreachable',
    about:
      'No connection came about, it broke, or Microsoft Graph answered with a server error (5xx). Reads are tried again before this is reported; a write is sent once.',
    message: (p) => `Entra could not be reached while ${p['doing']}: ${p['detail']}. ${p['state']}`,
    hint: (p) =>
      String(
        p['advice'] ??
          'Check the network and https://status.cloud.microsoft, then try again: joinery resume continues a run.',
      ),
  },
  'entra/silent': {
    title: 'Entra does not answer',
    category: 'unreachable',
    about: 'A connection was there, but no answer came in time.',
    message: (p) => `Entra did not answer within ${p['seconds']} seconds while ${p['doing']}. ${p['state']}`,
    hint: () =>
      'Check proxies and firewalls between this machine and Microsoft Graph, then try again: joinery resume continues a run.',
  },
  'entra/throttled': {
    title: 'Entra asks to slow down',
    category: 'throttled',
    about:
      'Microsoft Graph limits how much an application may ask for (https://learn.microsoft.com/graph/throttling-limits). The request was not carried out.',
    message: (p) =>
      `Entra asks to wait ${p['seconds']} seconds before ${p['doing']} is tried again. Nothing was changed.`,
    hint: () =>
      'Nothing to do: a run waits by itself. If it happens often, see whether other tools use the same app registration.',
  },
  'entra/sign-in-failed': {
    title: 'Signing in to Entra failed',
    category: 'denied',
    about:
      'The credential of the section entra: in joinery.yaml was refused by the sign-in service (the AADSTS number says why), or is not available on this machine.',
    message: (p) => `Signing in to Entra failed: ${p['detail']}. Nothing was changed.`,
    hint: (p) => String(p['advice']),
  },
  'entra/token-refused': {
    title: 'Entra does not accept the access token',
    category: 'denied',
    about:
      'Signing in worked, but Microsoft Graph answered 401: the token expired or was revoked, belongs to another tenant or cloud, or the application was disabled.',
    message: (p) => `Entra refused the access token while ${p['doing']}. ${entraSaid(p)} Nothing was changed.`,
    hint: () => 'Check tenant: and cloud: in joinery.yaml and whether the application is still enabled.',
  },
  'entra/denied': {
    title: 'Entra does not permit this',
    category: 'denied',
    about:
      'The application lacks a Graph permission or, for people with admin roles and role-assignable groups, an Entra role of its own. Objects in restricted administrative units answer like this too.',
    message: (p) => `Entra does not permit ${p['doing']}. ${entraSaid(p)} Nothing was changed.`,
    hint: () =>
      'Compare the granted application permissions with those that joinery permissions lists, and let an administrator consent to what is missing.',
  },
  'entra/foreign-link': {
    title: 'An answer of Entra points somewhere else',
    category: 'refused',
    about:
      'A link or a redirect in an answer leads to another server, another version of the interface, or back to a page already read. Joinery follows no such link, because the access token would go with it.',
    message: (p) =>
      `An answer while ${p['doing']} points to ${p['link']}, which does not belong to the Entra that is configured. It was not followed. ${p['state']}`,
    hint: () =>
      'If a proxy stands between this machine and Microsoft Graph, see whether it rewrites answers; otherwise report this.',
  },
  'entra/unexpected-answer': {
    title: 'Entra gave an answer that makes no sense',
    category: 'unreachable',
    about:
      'The answer is no JSON, lacks what it always has, or contradicts the question. A proxy or sign-in page in between is the usual reason. Such an answer is never taken for "nothing found".',
    message: (p) => `The answer to ${p['doing']} cannot be used: ${p['detail']}. ${p['state']}`,
    hint: () =>
      'Try again. If it stays so, look for a proxy that answers in place of Microsoft Graph, and report what it says.',
  },
} satisfies FaultCatalogue
