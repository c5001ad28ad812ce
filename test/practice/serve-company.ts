/** Serves a company's directory until it is killed; the one line it prints says where. For tests that kill it. */
import { openCompany } from '../../src/practice/company.ts'
import { startLdapServer } from '../../src/practice/ldap/ldap-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { practiceCertificates } from '../../src/practice/tls/practice-authority.ts'

const folder = process.argv[2] ?? ''
const { caPem, key, cert } = await practiceCertificates(folder, machineClock)
const company = await openCompany({ folder, people: 30, clock: machineClock })
const { port } = await startLdapServer(company, { port: 0, host: '127.0.0.1', key, cert })
process.stdout.write(`${JSON.stringify({ port, ca: caPem })}\n`)
