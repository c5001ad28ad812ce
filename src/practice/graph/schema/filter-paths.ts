/**
 * `$filter` support of paths below a property, as in `Property.filter`. `*` stands for any one name.
 * https://learn.microsoft.com/graph/aad-advanced-queries
 */
export const userFilterPaths: { readonly [path: string]: string } = {
  'assignedLicenses/skuId': 'D...N',
  'assignedPlans/capabilityStatus': 'A...N',
  'assignedPlans/service': 'AN..N',
  'assignedPlans/servicePlanId': 'A...N',
  'employeeOrgData/costCenter': 'AN..N',
  'employeeOrgData/division': 'AN..N',
  'identities/issuer': 'DN..D',
  'identities/issuerAssignedId': 'DN..D',
  'manager/deletedDateTime': 'D.DDN',
  'manager/id': 'D...N',
  'onPremisesExtensionAttributes/*': 'AN..A',
  'onPremisesProvisioningErrors/category': 'D...N',
  'onPremisesProvisioningErrors/propertyCausingError': 'D...N',
  'provisionedPlans/provisioningStatus': 'A...N',
  'provisionedPlans/service': 'A...N',
  'passwordProfile/forceChangePasswordNextSignIn': 'A...A',
  'passwordProfile/forceChangePasswordNextSignInWithMfa': 'A...A',
  'memberOf/id': 'A....',
  'transitiveMemberOf/id': 'A....',
  'directReports/id': 'A....',
}

export const groupFilterPaths: { readonly [path: string]: string } = {
  'appRoleAssignments/id': 'A....',
  'createdOnBehalfOf/deletedDateTime': 'D.DDN',
  'createdOnBehalfOf/id': 'D...N',
  'assignedLicenses/skuId': 'D...N',
  'onPremisesProvisioningErrors/category': 'D...N',
  'onPremisesProvisioningErrors/propertyCausingError': 'D...N',
  'members/id': 'A....',
  'owners/id': 'A....',
  'memberOf/id': 'A....',
}
