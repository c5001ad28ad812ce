import { tryParseDn } from '../model/distinguished-name.ts'

/**
 * Names that lead to control over a whole domain or tenant, by what they are. AD and Entra decide by SID, nesting and role id when a plan is
 * made; this table only finds what can be seen in a file, early and with its place.
 * https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/appendix-b--privileged-accounts-and-groups-in-active-directory
 */
const byMeaning: { readonly [what: string]: readonly string[] } = {
  'the group of domain administrators': [
    'Domain Admins',
    'Domänen-Admins',
    'Admins du domaine',
    'Administrateurs du domaine',
    'Administradores del dominio',
    'Admins. del dominio',
    'Admins. do domínio',
    'Domeinadministrators',
    'Administratorzy domeny',
  ],
  'the group of administrators of the whole forest': [
    'Enterprise Admins',
    'Organisations-Admins',
    "Administrateurs de l'entreprise",
    'Administradores de empresas',
    'Administradores de organización',
  ],
  'the group of administrators of the schema': [
    'Schema Admins',
    'Schema-Admins',
    'Administrateurs du schéma',
    'Administradores de esquema',
  ],
  'the group of administrators of domain controllers': [
    'Administrators',
    'Administratoren',
    'Administrateurs',
    'Administradores',
    'Amministratori',
    'Administratorzy',
  ],
  'a group that manages domain controllers or accounts': [
    'Account Operators',
    'Server Operators',
    'Backup Operators',
    'Print Operators',
    'Replicator',
    'Konten-Operatoren',
    'Server-Operatoren',
    'Sicherungs-Operatoren',
    'Druck-Operatoren',
  ],
  'a group from which the domain can be taken over': [
    'DnsAdmins',
    'Group Policy Creator Owners',
    'Richtlinien-Ersteller-Besitzer',
    'Key Admins',
    'Enterprise Key Admins',
    'Cert Publishers',
    'Hyper-V Administrators',
    'Exchange Windows Permissions',
    'Exchange Trusted Subsystem',
    'Organization Management',
  ],
  'a group of domain controllers': [
    'Domain Controllers',
    'Domänencontroller',
    'Cloneable Domain Controllers',
    'Klonbare Domänencontroller',
    'Read-only Domain Controllers',
    'Enterprise Read-only Domain Controllers',
  ],
  'a built-in account': ['Administrator', 'krbtgt', 'Guest', 'Gast', 'DefaultAccount', 'WDAGUtilityAccount'],
  'an administrator role of Entra': [
    'Global Administrator',
    'Company Administrator',
    'Privileged Role Administrator',
    'Privileged Authentication Administrator',
    'Authentication Administrator',
    'Application Administrator',
    'Cloud Application Administrator',
    'User Administrator',
    'Helpdesk Administrator',
    'Security Administrator',
    'Conditional Access Administrator',
    'Hybrid Identity Administrator',
    'Exchange Administrator',
    'SharePoint Administrator',
    'Intune Administrator',
    'Directory Synchronization Accounts',
    'Partner Tier1 Support',
    'Partner Tier2 Support',
    // https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
    '62e90394-69f5-4237-9190-012177145e10',
    'e8611ab8-c189-46e8-94e1-60213ab1f814',
    '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    '158c047a-c907-4556-b7ef-446551a6b5f7',
    'fe930be7-5e62-47db-91af-98c3a49a38b1',
    '194ae4cb-b126-40b2-bd5b-6091b380977d',
    '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
    '29232cdf-9323-42fd-ade2-1d097af3e4de',
    'd29b2b05-8046-44ba-8758-1e26182fcf32',
  ],
}

/** Forms that stand for many names. SIDs: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers */
const byForm: readonly (readonly [RegExp, string])[] = [
  [/^(MSOL_[0-9a-f]+|AAD_[0-9a-f]+|Sync_.+_[0-9a-f]+)$/i, 'an account of the directory synchronisation'],
  [/^S-1-5-32-(544|548|549|550|551|552)$/i, 'a built-in group of administrators'],
  [
    /^S-1-5-21(-\d+){3}-(498|500|502|512|516|517|518|519|520|521|522|526|527)$/i,
    'a privileged group or account of the domain',
  ],
]

/** One spelling for what directories take as one: letter case, doubled blanks and blanks at the ends do not count. */
const spelled = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase()

const known: ReadonlyMap<string, string> = new Map(
  Object.entries(byMeaning).flatMap(([what, names]) => names.map((name) => [spelled(name), what] as const)),
)

/** What is privileged about a name, a SID or a DN; null for all others and for those on the list of what is allowed. */
export const privilegeOf = (name: string, allowed: readonly string[] = []): string | null => {
  if (allowed.some((other) => spelled(other) === spelled(name))) return null
  return known.get(spelled(name)) ?? byForm.find(([form]) => form.test(name.trim()))?.[1] ?? privilegedPlace(name)
}

/** Only values with an equals sign are taken for DNs. */
const privilegedPlace = (name: string): string | null => {
  const parts = name.includes('=') ? tryParseDn(name.trim()) : null
  const [first] = parts ?? []
  if (!parts || !first) return null
  const type = first.type.toLowerCase()
  if (parts.every((part) => part.type.toLowerCase() === 'dc')) return 'the root of the domain'
  if (type === 'cn' && spelled(first.value) === 'builtin') return 'the container of built-in groups'
  return known.get(spelled(first.value)) ?? null
}
