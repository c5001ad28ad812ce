import { joinDn } from '../../model/distinguished-name.ts'

const DNS_NAME = 'corp.contoso.com'
const DN = 'DC=corp,DC=contoso,DC=com'
const CONFIGURATION = joinDn('CN=Configuration', DN)

/** Names of the practice company's one domain. */
export const practiceDomain = {
  dn: DN,
  dnsName: DNS_NAME,
  netbiosName: 'CORP',
  configuration: CONFIGURATION,
  schema: joinDn('CN=Schema', CONFIGURATION),
  server: `dc1.${DNS_NAME}`,
  serverDn: joinDn('CN=DC1', 'CN=Servers', 'CN=Default-First-Site-Name', 'CN=Sites', CONFIGURATION),
  /** What people's UPN and mail end with, beside the domain's own name. */
  mailDomain: 'contoso.com',
} as const

/** The account that Joinery signs in with on the practice tenant. Its password is no secret: it opens nothing else. */
export const practiceServiceAccount = {
  userName: 'svc-joinery',
  user: `svc-joinery@${DNS_NAME}`,
  password: 'Practice!Tenant-2026',
} as const
