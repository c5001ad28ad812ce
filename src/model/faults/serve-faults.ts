import type { FaultCatalogue } from './fault-record.ts'

/** What keeps `joinery serve` from serving. */
export const serveFaults = {
  'serve/cannot-listen': {
    title: 'The service cannot listen there',
    category: 'unreachable',
    about: 'The port is taken by another program, this machine has no such address, or the user may not take the port.',
    message: (p) => `The service cannot listen on ${p['host']}, port ${p['port']} (${p['code']}). Nothing was begun.`,
    hint: () => 'Take another one: joinery serve --port 7301, or serve: { port: 7301 } in joinery.yaml.',
  },
  'serve/bad-certificate': {
    title: 'The certificate of the service cannot be used',
    category: 'input',
    about: 'serve.tls names two PEM files: the certificate with its chain, and its key.',
    message: (p) => `${p['file']}: ${p['why']}. Nothing was begun.`,
    hint: () => 'Check serve: { tls: { certificate: …, key: … } } in joinery.yaml, and who may read the files.',
  },
  'serve/already-served': {
    title: 'Another process serves this state already',
    category: 'locked',
    about:
      'One process at a time watches the feeds and takes what is pushed. One that was killed is followed at once by the next on its machine, and within half a minute by one elsewhere.',
    message: (p) => `Another process serves this state, until ${p['until']} at least. Nothing was begun.`,
    hint: () => 'Stop the other one, or stand by until it ends: joinery serve --wait',
  },
  'serve/taken-over': {
    title: 'Another process has taken over the service',
    category: 'locked',
    about:
      'A machine that was suspended, or cut off from the state, for half a minute has lost its claim to serve. It stops by itself, so that there are never two for long.',
    message: () =>
      'Another process has begun to serve this state while this one stood still. What was under way here was finished or left to it.',
    hint: () => 'Leave the other one to it, or stand by until it ends: joinery serve --wait',
  },
  'serve/weak-secret': {
    title: 'A token or key is too short',
    category: 'refused',
    about: 'Whoever guesses it can have people hired and dismissed, so it has 24 characters or more.',
    message: (p) => `The secret of ${p['source']} has ${p['length']} characters, fewer than 24. Nothing was begun.`,
    hint: () => 'Make one that nobody guesses: openssl rand -base64 32',
  },
} satisfies FaultCatalogue
