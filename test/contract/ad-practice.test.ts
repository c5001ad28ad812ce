import { openAd } from '../../src/ad/open-ad.ts'
import { joinDn } from '../../src/model/distinguished-name.ts'
import { Secret } from '../../src/model/secret.ts'
import { practiceDomain, practiceServiceAccount } from '../../src/practice/ad/practice-domain.ts'
import { openCompany } from '../../src/practice/company.ts'
import { startLdapServer } from '../../src/practice/ldap/ldap-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { practiceCertificates } from '../../src/practice/tls/practice-authority.ts'
import { systemClock } from '../support/system-clock.ts'
import { type AdUnderTest, adContract } from './ad-contract.ts'
import { recycleBinContract } from './recycle-bin-contract.ts'

const open = async (): Promise<AdUnderTest> => {
  const company = await openCompany({ folder: null, people: 20, clock: machineClock })
  const { caPem, key, cert } = await practiceCertificates(null, machineClock)
  const server = await startLdapServer(company, { port: 0, host: '127.0.0.1', key, cert })
  const { user, password } = practiceServiceAccount
  const servers = [`ldaps://127.0.0.1:${server.port}`]
  const ad = await openAd({ servers, user, password: new Secret(password), ca: caPem }, { clock: systemClock })
  const cleanup = async (): Promise<void> => {
    await ad.close()
    await server.stop()
    company.close()
  }
  return { reader: ad.reader, writer: ad.writer, ou: joinDn('OU=Sales', 'OU=Staff', practiceDomain.dn), cleanup }
}

adContract('the practice tenant', open)
recycleBinContract('the practice tenant', open)
