/**
 * Classes of AD. The first line of each: name, common name, OID, kind, superior class, naming attribute, default
 * category, whether its objects are hidden from simple views; then what it has.
 * Facts of AD's schema as of Windows Server 2016: https://learn.microsoft.com/openspecs/windows_protocols/ms-adsc/
 */
export const classRows = `
top Top 2.5.6.0 abstract top cn Top hidden
  under
    lostAndFound
  must
    instanceType nTSecurityDescriptor objectCategory objectClass
  may
    adminDescription adminDisplayName allowedAttributes allowedAttributesEffective allowedChildClasses
    allowedChildClassesEffective bridgeheadServerListBL canonicalName cn createTimeStamp description
    directReports displayName displayNamePrintable distinguishedName dSASignature dSCorePropagationData
    extensionName flags fromEntry frsComputerReferenceBL fRSMemberReferenceBL fSMORoleOwner
    isCriticalSystemObject isDeleted isPrivilegeHolder isRecycled lastKnownParent managedObjects masteredBy
    memberOf modifyTimeStamp mS-DS-ConsistencyChildCount mS-DS-ConsistencyGuid msCOM-PartitionSetLink
    msCOM-UserLink msDFSR-ComputerReferenceBL msDFSR-MemberReferenceBL msDS-Approx-Immed-Subordinates
    msDS-AuthenticatedToAccountlist msDS-ClaimSharesPossibleValuesWithBL msDS-CloudAnchor
    msDS-EnabledFeatureBL msDS-HostServiceAccountBL msDS-IsDomainFor msDS-IsFullReplicaFor
    msDS-IsPartialReplicaFor msDS-IsPrimaryComputerFor msDS-KrbTgtLinkBl msDS-LastKnownRDN
    msDS-LocalEffectiveDeletionTime msDS-LocalEffectiveRecycleTime msDs-masteredBy msds-memberOfTransitive
    msDS-MembersForAzRoleBL msDS-MembersOfResourcePropertyListBL msds-memberTransitive
    msDS-NC-RO-Replica-Locations-BL msDS-NCReplCursors msDS-NCReplInboundNeighbors
    msDS-NCReplOutboundNeighbors msDS-NcType msDS-NonMembersBL msDS-ObjectReferenceBL msDS-ObjectSoa
    msDS-OIDToGroupLinkBl msDS-OperationsForAzRoleBL msDS-OperationsForAzTaskBL msDS-parentdistname
    msDS-PrincipalName msDS-PSOApplied msDS-ReplAttributeMetaData msDS-ReplValueMetaData
    msDS-ReplValueMetaDataExt msDS-RevealedDSAs msDS-RevealedListBL msDS-SourceAnchor msDS-TasksForAzRoleBL
    msDS-TasksForAzTaskBL msDS-TDOEgressBL msDS-TDOIngressBL msDS-ValueTypeReferenceBL msSFU30PosixMemberOf
    name netbootSCPBL nonSecurityMemberBL objectGUID objectVersion otherWellKnownObjects ownerBL
    partialAttributeDeletionList partialAttributeSet possibleInferiors proxiedObjectName proxyAddresses
    queryPolicyBL replPropertyMetaData replUpToDateVector repsFrom repsTo revision sDRightsEffective
    serverReferenceBL showInAdvancedViewOnly siteObjectBL structuralObjectClass subRefs subSchemaSubEntry
    systemFlags url uSNChanged uSNCreated uSNDSALastObjRemoved USNIntersite uSNLastObjRem uSNSource wbemPath
    wellKnownObjects whenChanged whenCreated wWWHomePage
person Person 2.5.6.6 88 top cn Person hidden
  under
    organizationalUnit container
  must
    cn
  may
    attributeCertificateAttribute seeAlso serialNumber sn telephoneNumber userPassword
organizationalPerson Organizational-Person 2.5.6.7 88 person cn Person hidden
  under
    organizationalUnit container
  may
    assistant c co comment company countryCode department destinationIndicator division employeeID
    facsimileTelephoneNumber generationQualifier givenName homePhone homePostalAddress houseIdentifier
    initials internationalISDNNumber ipPhone l mail manager mhsORAddress middleName mobile
    msDS-AllowedToActOnBehalfOfOtherIdentity msDS-AllowedToDelegateTo msDS-HABSeniorityIndex
    msDS-PhoneticCompanyName msDS-PhoneticDepartment msDS-PhoneticDisplayName msDS-PhoneticFirstName
    msDS-PhoneticLastName msExchHouseIdentifier o otherFacsimileTelephoneNumber otherHomePhone otherIpPhone
    otherMailbox otherMobile otherPager otherTelephone ou pager personalTitle physicalDeliveryOfficeName
    postalAddress postalCode postOfficeBox preferredDeliveryMethod primaryInternationalISDNNumber
    primaryTelexNumber registeredAddress st street streetAddress teletexTerminalIdentifier telexNumber
    thumbnailLogo thumbnailPhoto title x121Address
user User 1.2.840.113556.1.5.9 structural organizationalPerson cn Person shown
  auxiliary
    shadowAccount posixAccount msDS-CloudExtensions securityPrincipal mailRecipient
  under
    builtinDomain organizationalUnit domainDNS
  may
    accountExpires aCSPolicyName adminCount audio badPasswordTime badPwdCount businessCategory carLicense
    codePage controlAccessRights dBCSPwd defaultClassStore departmentNumber desktopProfile displayName
    dynamicLDAPServer employeeNumber employeeType givenName groupMembershipSAM groupPriority groupsToIgnore
    homeDirectory homeDrive homePhone homePostalAddress initials jpegPhoto labeledURI lastLogoff lastLogon
    lastLogonTimestamp lmPwdHistory localeID lockoutTime logonCount logonHours logonWorkstation mail manager
    maxStorage mobile mS-DS-CreatorSID msCOM-UserPartitionSetLink msDRM-IdentityCertificate
    msDS-AssignedAuthNPolicy msDS-AssignedAuthNPolicySilo msDS-AuthenticatedAtDC msDS-AuthNPolicySiloMembersBL
    msDS-Cached-Membership msDS-Cached-Membership-Time-Stamp msDS-FailedInteractiveLogonCount
    msDS-FailedInteractiveLogonCountAtLastSuccessfulLogon msDS-KeyCredentialLink msDS-KeyPrincipalBL
    msDS-LastFailedInteractiveLogonTime msDS-LastSuccessfulInteractiveLogonTime msDS-PrimaryComputer
    msDS-ResultantPSO msDS-SecondaryKrbTgtNumber msDS-Site-Affinity msDS-SourceObjectDN
    msDS-SupportedEncryptionTypes msDS-SyncServerUrl msDS-User-Account-Control-Computed
    msDS-UserPasswordExpiryTimeComputed msIIS-FTPDir msIIS-FTPRoot mSMQDigests mSMQDigestsMig
    mSMQSignCertificates mSMQSignCertificatesMig msNPAllowDialin msNPCallingStationID
    msNPSavedCallingStationID msPKI-CredentialRoamingTokens msPKIAccountCredentials msPKIDPAPIMasterKeys
    msPKIRoamingTimeStamp msRADIUS-FramedInterfaceId msRADIUS-FramedIpv6Prefix msRADIUS-FramedIpv6Route
    msRADIUS-SavedFramedInterfaceId msRADIUS-SavedFramedIpv6Prefix msRADIUS-SavedFramedIpv6Route
    msRADIUSCallbackNumber msRADIUSFramedIPAddress msRADIUSFramedRoute msRADIUSServiceType
    msRASSavedCallbackNumber msRASSavedFramedIPAddress msRASSavedFramedRoute msSFU30Name msSFU30NisDomain
    msTSAllowLogon msTSBrokenConnectionAction msTSConnectClientDrives msTSConnectPrinterDrives
    msTSDefaultToMainPrinter msTSExpireDate msTSExpireDate2 msTSExpireDate3 msTSExpireDate4 msTSHomeDirectory
    msTSHomeDrive msTSInitialProgram msTSLicenseVersion msTSLicenseVersion2 msTSLicenseVersion3
    msTSLicenseVersion4 msTSLSProperty01 msTSLSProperty02 msTSManagingLS msTSManagingLS2 msTSManagingLS3
    msTSManagingLS4 msTSMaxConnectionTime msTSMaxDisconnectionTime msTSMaxIdleTime msTSPrimaryDesktop
    msTSProfilePath msTSProperty01 msTSProperty02 msTSReconnectionAction msTSRemoteControl
    msTSSecondaryDesktops msTSWorkDirectory networkAddress ntPwdHistory o operatorCount otherLoginWorkstations
    pager photo preferredLanguage preferredOU primaryGroupID profilePath pwdLastSet roomNumber scriptPath
    secretary servicePrincipalName terminalServer uid unicodePwd userAccountControl userCertificate
    userParameters userPKCS12 userPrincipalName userSharedFolder userSharedFolderOther userSMIMECertificate
    userWorkstations x500uniqueIdentifier
inetOrgPerson inetOrgPerson 2.16.840.1.113730.3.2.2 structural user cn Person shown
  under
    domainDNS organizationalUnit container
  may
    audio businessCategory carLicense departmentNumber displayName employeeNumber employeeType givenName
    homePhone homePostalAddress initials jpegPhoto labeledURI mail manager mobile o pager photo
    preferredLanguage roomNumber secretary uid userCertificate userPKCS12 userSMIMECertificate
    x500uniqueIdentifier
computer Computer 1.2.840.113556.1.3.30 structural user cn Computer shown
  under
    container organizationalUnit domainDNS
  may
    catalogs cn defaultLocalPolicyObject dNSHostName localPolicyFlags location machineRole managedBy
    msDS-AdditionalDnsHostName msDS-AdditionalSamAccountName msDS-AuthenticatedAtDC msDS-ExecuteScriptPassword
    msDS-GenerationId msDS-HostServiceAccount msDS-isGC msDS-isRODC msDS-IsUserCachableAtRodc msDS-KrbTgtLink
    msDS-NeverRevealGroup msDS-PromotionSettings msDS-RevealedList msDS-RevealedUsers msDS-RevealOnDemandGroup
    msDS-SiteName msImaging-HashAlgorithm msImaging-ThumbprintHash msSFU30Aliases msSFU30Name msSFU30NisDomain
    msTPM-OwnerInformation msTPM-TpmInformationForComputer msTSEndpointData msTSEndpointPlugin
    msTSEndpointType msTSPrimaryDesktopBL msTSProperty01 msTSProperty02 msTSSecondaryDesktopBL netbootDUID
    netbootGUID netbootInitialization netbootMachineFilePath netbootMirrorDataFile netbootSIFFile
    networkAddress nisMapName operatingSystem operatingSystemHotfix operatingSystemServicePack
    operatingSystemVersion physicalLocationObject policyReplicationFlags rIDSetReferences siteGUID volumeCount
contact Contact 1.2.840.113556.1.5.15 structural organizationalPerson cn Person shown
  auxiliary
    mailRecipient
  under
    organizationalUnit domainDNS
  must
    cn
  may
    msDS-SourceObjectDN notes
group Group 1.2.840.113556.1.5.8 structural top cn Group shown
  auxiliary
    posixGroup mailRecipient securityPrincipal
  under
    container builtinDomain organizationalUnit domainDNS
  must
    groupType
  may
    adminCount controlAccessRights desktopProfile groupAttributes groupMembershipSAM mail managedBy member
    msDS-AzApplicationData msDS-AzBizRule msDS-AzBizRuleLanguage msDS-AzGenericData
    msDS-AzLastImportedBizRulePath msDS-AzLDAPQuery msDS-AzObjectGuid msDS-NonMembers msDS-PrimaryComputer
    msSFU30Name msSFU30NisDomain msSFU30PosixMember nonSecurityMember nTGroupMembers operatorCount
    primaryGroupToken
organizationalUnit Organizational-Unit 2.5.6.5 structural top ou Organizational-Unit shown
  under
    organizationalUnit domainDNS
  must
    ou
  may
    businessCategory c co countryCode defaultGroup desktopProfile destinationIndicator
    facsimileTelephoneNumber gPLink gPOptions internationalISDNNumber l managedBy msCOM-UserPartitionSetLink
    physicalDeliveryOfficeName postalAddress postalCode postOfficeBox preferredDeliveryMethod
    registeredAddress searchGuide seeAlso st street telephoneNumber teletexTerminalIdentifier telexNumber
    thumbnailLogo uPNSuffixes userPassword x121Address
container Container 1.2.840.113556.1.3.23 structural top cn Container hidden
  under
    domainDNS configuration container organizationalUnit
  must
    cn
  may
    defaultClassStore msDS-ObjectReference schemaVersion
domain Domain 1.2.840.113556.1.5.66 abstract top dc Domain-DNS hidden
  under
    domain
  must
    dc
domainDNS Domain-DNS 1.2.840.113556.1.5.67 structural domain dc Domain-DNS shown
  auxiliary
    samDomain
  under
    domainDNS
  may
    managedBy msDS-AllowedDNSSuffixes msDS-Behavior-Version msDS-EnabledFeature
    msDS-ExpirePasswordsOnSmartCardOnlyAccounts msDS-USNLastSyncSuccess
builtinDomain Builtin-Domain 1.2.840.113556.1.5.4 structural top cn Builtin-Domain hidden
  auxiliary
    samDomainBase
  under
    domainDNS
lostAndFound Lost-And-Found 1.2.840.113556.1.5.139 structural top cn Lost-And-Found hidden
  under
    configuration domainDNS dMD
  may
    moveTreeState
foreignSecurityPrincipal Foreign-Security-Principal 1.2.840.113556.1.5.76 structural top cn Foreign-Security-Principal hidden
  under
    container
  must
    objectSid
  may
    foreignIdentifier
crossRef Cross-Ref 1.2.840.113556.1.3.11 structural top cn Cross-Ref hidden
  under
    crossRefContainer
  must
    cn dnsRoot nCName
  may
    Enabled msDS-Behavior-Version msDS-DnsRootAlias msDS-NC-Replica-Locations msDS-NC-RO-Replica-Locations
    msDS-Replication-Notify-First-DSA-Delay msDS-Replication-Notify-Subsequent-DSA-Delay
    msDS-SDReferenceDomain nETBIOSName nTMixedDomain rootTrust superiorDNSRoot trustParent
crossRefContainer Cross-Ref-Container 1.2.840.113556.1.5.7000.53 structural top cn Cross-Ref-Container shown
  under
    configuration
  may
    msDS-Behavior-Version msDS-EnabledFeature msDS-ExecuteScriptPassword msDS-SPNSuffixes msDS-UpdateScript
    uPNSuffixes
configuration Configuration 1.2.840.113556.1.5.12 structural top cn Configuration hidden
  under
    domainDNS
  must
    cn
  may
    gPLink gPOptions msDS-USNLastSyncSuccess
classSchema Class-Schema 1.2.840.113556.1.3.13 structural top cn Class-Schema hidden
  under
    dMD
  must
    cn defaultObjectCategory governsID objectClassCategory schemaIDGUID subClassOf
  may
    auxiliaryClass classDisplayName defaultHidingValue defaultSecurityDescriptor isDefunct lDAPDisplayName
    mayContain msDS-IntId msDs-Schema-Extensions mustContain possSuperiors rDNAttID schemaFlagsEx
    systemAuxiliaryClass systemMayContain systemMustContain systemOnly systemPossSuperiors
attributeSchema Attribute-Schema 1.2.840.113556.1.3.14 structural top cn Attribute-Schema hidden
  under
    dMD
  must
    attributeID attributeSyntax cn isSingleValued lDAPDisplayName oMSyntax schemaIDGUID
  may
    attributeSecurityGUID classDisplayName extendedCharsAllowed isDefunct isEphemeral
    isMemberOfPartialAttributeSet linkID mAPIID msDS-IntId msDs-Schema-Extensions oMObjectClass rangeLower
    rangeUpper schemaFlagsEx searchFlags systemOnly
dMD DMD 1.2.840.113556.1.3.9 structural top cn DMD hidden
  under
    configuration
  must
    cn
  may
    dmdName msDS-IntId msDs-Schema-Extensions msDS-USNLastSyncSuccess prefixMap schemaInfo schemaUpdate
subSchema SubSchema 2.5.20.1 structural top cn SubSchema hidden
  under
    dMD
  may
    attributeTypes dITContentRules extendedAttributeInfo extendedClassInfo modifyTimeStamp objectClasses
mailRecipient Mail-Recipient 1.2.840.113556.1.3.46 auxiliary top cn Mail-Recipient hidden
  under
    container
  must
    cn
  may
    garbageCollPeriod info labeledURI legacyExchangeDN msDS-ExternalDirectoryObjectId
    msDS-GeoCoordinatesAltitude msDS-GeoCoordinatesLatitude msDS-GeoCoordinatesLongitude
    msDS-PhoneticDisplayName msExchAssistantName msExchLabeledURI secretary showInAddressBook telephoneNumber
    textEncodedORAddress userCert userCertificate userSMIMECertificate
securityPrincipal Security-Principal 1.2.840.113556.1.5.6 auxiliary top cn Security-Principal hidden
  must
    objectSid sAMAccountName
  may
    accountNameHistory altSecurityIdentities msDS-KeyVersionNumber msds-tokenGroupNames
    msds-tokenGroupNamesGlobalAndUniversal msds-tokenGroupNamesNoGCAcceptable nTSecurityDescriptor rid
    sAMAccountType securityIdentifier sIDHistory supplementalCredentials tokenGroups
    tokenGroupsGlobalAndUniversal tokenGroupsNoGCAcceptable
samDomain Sam-Domain 1.2.840.113556.1.5.3 auxiliary top cn Sam-Domain hidden
  auxiliary
    samDomainBase
  may
    auditingPolicy builtinCreationTime builtinModifiedCount cACertificate controlAccessRights creationTime
    defaultLocalPolicyObject description desktopProfile domainPolicyObject eFSPolicy gPLink gPOptions
    lockoutDuration lockOutObservationWindow lockoutThreshold lSACreationTime lSAModifiedCount maxPwdAge
    minPwdAge minPwdLength modifiedCountAtLastProm ms-DS-MachineAccountQuota msDS-AllUsersTrustQuota
    msDS-LogonTimeSyncInterval msDS-PerUserTrustQuota msDS-PerUserTrustTombstonesQuota nETBIOSName nextRid
    nTMixedDomain pekKeyChangeInterval pekList privateKey pwdHistoryLength pwdProperties replicaSource
    rIDManagerReference treeName
samDomainBase Sam-Domain-Base 1.2.840.113556.1.5.2 auxiliary top cn Sam-Domain-Base hidden
  may
    creationTime domainReplica forceLogoff lockoutDuration lockOutObservationWindow lockoutThreshold maxPwdAge
    minPwdAge minPwdLength modifiedCount modifiedCountAtLastProm nextRid nTSecurityDescriptor objectSid
    oEMInformation pwdHistoryLength pwdProperties revision serverRole serverState uASCompat
posixAccount PosixAccount 1.3.6.1.1.1.2.0 auxiliary top uid PosixAccount hidden
  may
    cn description gecos gidNumber homeDirectory loginShell uid uidNumber unixHomeDirectory unixUserPassword
    userPassword
shadowAccount ShadowAccount 1.3.6.1.1.1.2.1 auxiliary top uid ShadowAccount hidden
  may
    description shadowExpire shadowFlag shadowInactive shadowLastChange shadowMax shadowMin shadowWarning uid
    userPassword
posixGroup PosixGroup 1.3.6.1.1.1.2.2 auxiliary top cn PosixGroup hidden
  may
    cn description gidNumber memberUid unixUserPassword userPassword
msDS-CloudExtensions ms-DS-Cloud-Extensions 1.2.840.113556.1.5.283 auxiliary top cn ms-DS-Cloud-Extensions hidden
  may
    msDS-cloudExtensionAttribute1 msDS-cloudExtensionAttribute10 msDS-cloudExtensionAttribute11
    msDS-cloudExtensionAttribute12 msDS-cloudExtensionAttribute13 msDS-cloudExtensionAttribute14
    msDS-cloudExtensionAttribute15 msDS-cloudExtensionAttribute16 msDS-cloudExtensionAttribute17
    msDS-cloudExtensionAttribute18 msDS-cloudExtensionAttribute19 msDS-cloudExtensionAttribute2
    msDS-cloudExtensionAttribute20 msDS-cloudExtensionAttribute3 msDS-cloudExtensionAttribute4
    msDS-cloudExtensionAttribute5 msDS-cloudExtensionAttribute6 msDS-cloudExtensionAttribute7
    msDS-cloudExtensionAttribute8 msDS-cloudExtensionAttribute9
`
