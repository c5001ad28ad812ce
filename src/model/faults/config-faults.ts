import type { FaultCatalogue } from './fault-record.ts'

export const configFaults = {
  'config/literal-secret': {
    title: 'A secret stands in the configuration itself',
    category: 'input',
    about:
      'joinery.yaml is shared, copied and kept under version control, so every secret in it is a reference to where the secret lies: an environment variable, a file, the keyring of the operating system, or Azure Key Vault.',
    message: (p) => `${p.name}: ${p.what}. Nothing was sent.`,
    hint: (p) => `${p.hint}`,
  },
  'config/plain-ldap': {
    title: 'The connection to Active Directory would not be encrypted',
    category: 'input',
    about:
      'Only ldaps:// is used. Over ldap:// the passwords of the service account and of new people would cross the network in clear text, and StartTLS does not mend that: when a server ends the encryption, clients have been seen to go on without it.',
    message: (p) => `${p.name}: ${p.what}. Nothing was sent.`,
    hint: (p) => `${p.hint}`,
  },
  'config/missing-section': {
    title: 'The mode asks for a system that is not configured',
    category: 'input',
    about: 'mode: hybrid needs the sections ad and entra, mode: cloud needs entra, mode: ad needs ad.',
    message: (p) => `mode: ${p.mode} needs the section ${p.section}:, which is not there.`,
    hint: (p) => `Add ${p.section}: (for trying out: "${p.section}: practice"), or change organisation.mode.`,
  },
  'config/unused-section': {
    title: 'A system is configured that the mode leaves out',
    category: 'input',
    about: 'A section that the mode does not use would look as if that system were looked after, and it is not.',
    message: (p) => `The section ${p.section}: is not used in mode: ${p.mode}.`,
    hint: (p) => `Take ${p.section}: out, or set organisation.mode to hybrid.`,
  },
  'config/not-found': {
    title: 'There is no configuration',
    category: 'input',
    about:
      'Joinery reads joinery.yaml from the folder where it is started or from one above, or the file given with --config. Without one it does not know which systems to work on.',
    message: (p) => `There is no joinery.yaml in ${p.folder} or in a folder above it. Nothing was changed.`,
    hint: () =>
      'Write one, give its path with --config FILE, or try things out on the practice tenant with --practice.',
  },
  'config/secret-missing': {
    title: 'A secret is not where the configuration says',
    category: 'input',
    about:
      'The reference leads nowhere or to an empty value. An empty password is refused too: LDAP takes it for a request without sign-in.',
    message: (p) => `${p.ref} ${p.why}. Nothing was sent.`,
    hint: (p) => `${p.hint}`,
  },
  'config/secret-store-unreachable': {
    title: 'The store of a secret does not answer',
    category: 'unreachable',
    about: 'The keyring of the operating system or Azure Key Vault could not be asked.',
    message: (p) => `${p.ref} could not be read: ${p.why}. Nothing was sent.`,
    hint: (p) => `${p.hint}`,
  },
  'config/secret-denied': {
    title: 'The store of a secret refuses access',
    category: 'denied',
    about: 'The keyring or the vault answered, and does not let this user or machine read the secret.',
    message: (p) => `${p.ref} may not be read: ${p.why}. Nothing was sent.`,
    hint: (p) => `${p.hint}`,
  },
  'config/node-debug': {
    title: 'NODE_DEBUG would print passwords',
    category: 'usage',
    about:
      "Node's own tracing and that of the LDAP package write what is sent to the terminal, passwords of new accounts included. It is refused before anything is read.",
    message: (p) =>
      `NODE_DEBUG=${p.value} would print what is sent over ${p.section}, passwords included. Nothing was done.`,
    hint: () => 'Unset NODE_DEBUG. For tracing without secrets: --log-level debug',
  },
  'config/policy-not-trusted': {
    title: 'The policy could be written by others',
    category: 'refused',
    about:
      'policy.yaml says what playbooks may never do: limits, protected accounts, privileges. Whoever may write playbooks must not be able to write it too, so it lies outside the folder of the playbooks and belongs to the user who runs Joinery, or to root, alone.',
    message: (p) => `The policy ${p.file} is not used, because ${p.why}. Nothing was changed.`,
    hint: (p) =>
      p.mode === undefined
        ? 'Move it beside joinery.yaml, and name it there:  policy: ./policy.yaml'
        : `Make it yours alone:  chmod 600 ${p.file}`,
  },
} satisfies FaultCatalogue
