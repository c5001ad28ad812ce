import type { JsonObject } from '../../model/json.ts'
import { type AdObject, valueIn, valuesIn } from '../ad/ad-object.ts'
import { practiceDomain } from '../ad/practice-domain.ts'
import { isSecurityGroup } from '../ad/rules/group-type.ts'

/** The properties of a synchronised group. The SID ties it to the group in AD. */
export const mapGroup = (object: AdObject): JsonObject => {
  const mail = valueIn(object, 'mail') ?? null
  return {
    displayName: valueIn(object, 'displayName') ?? object.rdn.value,
    description: valueIn(object, 'description') ?? null,
    groupTypes: [],
    mail,
    mailEnabled: mail !== null,
    mailNickname: valueIn(object, 'mailNickname') ?? object.id,
    proxyAddresses: valuesIn(object, 'proxyAddresses'),
    securityEnabled: isSecurityGroup(Number(valueIn(object, 'groupType') ?? 0)),
    onPremisesDomainName: practiceDomain.dnsName,
    onPremisesNetBiosName: practiceDomain.netbiosName,
    onPremisesSamAccountName: valueIn(object, 'sAMAccountName') ?? null,
    onPremisesSecurityIdentifier: valueIn(object, 'objectSid') ?? null,
    onPremisesSyncEnabled: true,
  }
}
