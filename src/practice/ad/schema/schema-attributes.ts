/**
 * Attributes of the schema itself and of the list of partitions.
 * One a line: name, common name, OID, syntax, flags, range, link id; `-` where there is none. `read-schema.ts` says what they mean.
 * Facts of AD's schema as of Windows Server 2016: https://learn.microsoft.com/openspecs/windows_protocols/ms-ada1/
 */
export const schemaAttributes = `
attributeID Attribute-ID 1.2.840.113556.1.2.30 oid srt - -
attributeSecurityGUID Attribute-Security-GUID 1.2.840.113556.1.4.149 octets s 16..16 -
attributeSyntax Attribute-Syntax 1.2.840.113556.1.2.32 oid srt - -
attributeTypes Attribute-Types 2.5.21.5 text rc - -
auxiliaryClass Auxiliary-Class 1.2.840.113556.1.2.351 oid - - -
classDisplayName Class-Display-Name 1.2.840.113556.1.4.610 text - - -
defaultHidingValue Default-Hiding-Value 1.2.840.113556.1.4.518 boolean s - -
defaultObjectCategory Default-Object-Category 1.2.840.113556.1.4.783 dn s - -
defaultSecurityDescriptor Default-Security-Descriptor 1.2.840.113556.1.4.224 text s 0..32767 -
dITContentRules DIT-Content-Rules 2.5.21.2 text rc - -
dmdName DMD-Name 1.2.840.113556.1.2.598 text s 1..1024 -
dnsRoot Dns-Root 1.2.840.113556.1.4.28 text i 1..255 -
Enabled Enabled 1.2.840.113556.1.2.557 boolean s - -
extendedAttributeInfo Extended-Attribute-Info 1.2.840.113556.1.4.909 text rc - -
extendedCharsAllowed Extended-Chars-Allowed 1.2.840.113556.1.2.380 boolean s - -
extendedClassInfo Extended-Class-Info 1.2.840.113556.1.4.908 text rc - -
governsID Governs-ID 1.2.840.113556.1.2.22 oid srt - -
isDefunct Is-Defunct 1.2.840.113556.1.4.661 boolean s - -
isEphemeral Is-Ephemeral 1.2.840.113556.1.4.1212 boolean sr - -
isMemberOfPartialAttributeSet Is-Member-Of-Partial-Attribute-Set 1.2.840.113556.1.4.639 boolean s - -
isSingleValued Is-Single-Valued 1.2.840.113556.1.2.33 boolean sr - -
lDAPDisplayName LDAP-Display-Name 1.2.840.113556.1.2.460 text sit 1..256 -
linkID Link-ID 1.2.840.113556.1.2.50 integer sr - -
mAPIID MAPI-ID 1.2.840.113556.1.2.49 integer sr - -
mayContain May-Contain 1.2.840.113556.1.2.25 oid - - -
msDS-DnsRootAlias ms-DS-DnsRootAlias 1.2.840.113556.1.4.1719 text s 0..255 -
msDS-IntId ms-DS-IntId 1.2.840.113556.1.4.1716 integer srt - -
msDS-NC-Replica-Locations ms-DS-NC-Replica-Locations 1.2.840.113556.1.4.1661 dn - - 1044
msDS-NC-RO-Replica-Locations ms-DS-NC-RO-Replica-Locations 1.2.840.113556.1.4.1967 dn - - 2114
msDS-Replication-Notify-First-DSA-Delay ms-DS-Replication-Notify-First-DSA-Delay 1.2.840.113556.1.4.1663 integer s - -
msDS-Replication-Notify-Subsequent-DSA-Delay ms-DS-Replication-Notify-Subsequent-DSA-Delay 1.2.840.113556.1.4.1664 integer s - -
msDs-Schema-Extensions ms-ds-Schema-Extensions 1.2.840.113556.1.4.1440 octets r - -
msDS-SDReferenceDomain ms-DS-SD-Reference-Domain 1.2.840.113556.1.4.1711 dn s - 2000
msDS-SPNSuffixes ms-DS-SPN-Suffixes 1.2.840.113556.1.4.1715 text - ..255 -
msDS-UpdateScript ms-DS-UpdateScript 1.2.840.113556.1.4.1721 text s - -
mustContain Must-Contain 1.2.840.113556.1.2.24 oid - - -
nCName NC-Name 1.2.840.113556.1.2.16 dn srt - -
objectClassCategory Object-Class-Category 1.2.840.113556.1.2.370 integer sr 0..3 -
objectClasses Object-Classes 2.5.21.6 text rc - -
oMObjectClass OM-Object-Class 1.2.840.113556.1.2.218 octets sr - -
oMSyntax OM-Syntax 1.2.840.113556.1.2.231 integer srt - -
possSuperiors Poss-Superiors 1.2.840.113556.1.2.8 oid - - -
prefixMap Prefix-Map 1.2.840.113556.1.4.538 octets srl - -
rangeLower Range-Lower 1.2.840.113556.1.2.34 integer s - -
rangeUpper Range-Upper 1.2.840.113556.1.2.35 integer s - -
rDNAttID RDN-Att-ID 1.2.840.113556.1.2.26 oid sr - -
rootTrust Root-Trust 1.2.840.113556.1.4.674 dn - - -
schemaFlagsEx Schema-Flags-Ex 1.2.840.113556.1.4.120 integer sr - -
schemaIDGUID Schema-ID-GUID 1.2.840.113556.1.4.148 octets sr 16..16 -
schemaInfo Schema-Info 1.2.840.113556.1.4.1358 octets r - -
schemaUpdate Schema-Update 1.2.840.113556.1.4.481 time sl - -
searchFlags Search-Flags 1.2.840.113556.1.2.334 integer s 0.. -
subClassOf Sub-Class-Of 1.2.840.113556.1.2.21 oid srt - -
superiorDNSRoot Superior-DNS-Root 1.2.840.113556.1.4.532 text s - -
systemAuxiliaryClass System-Auxiliary-Class 1.2.840.113556.1.4.198 oid r - -
systemMayContain System-May-Contain 1.2.840.113556.1.4.196 oid r - -
systemMustContain System-Must-Contain 1.2.840.113556.1.4.197 oid r - -
systemOnly System-Only 1.2.840.113556.1.4.170 boolean sr - -
systemPossSuperiors System-Poss-Superiors 1.2.840.113556.1.4.195 oid r - -
trustParent Trust-Parent 1.2.840.113556.1.4.471 dn s - -
`
