import type { FaultCatalogue } from './fault-record.ts'

export const adFaults = {
  'ad/bad-dn': {
    title: 'A distinguished name cannot be read',
    category: 'input',
    about:
      'A text that should be a distinguished name (DN) is none. In a DN the characters , + " \\ < > ; = inside a value stand behind a backslash, as in CN=Vance\\, Adele,OU=Staff,DC=corp,DC=contoso,DC=com.',
    message: (p) => `"${p['dn']}" is not a distinguished name. Nothing was changed.`,
    hint: () =>
      'Write it as Active Directory shows it (attribute distinguishedName), or build it with dn(…), which escapes values.',
  },
} satisfies FaultCatalogue
