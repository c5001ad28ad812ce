/** The steps of an onboarding for every mode, short enough to plan hundreds of people in a test. */
export const onboard = `- id: account
  ad.account:
    ou: \${{ roles.ou }}
    attributes:
      title: \${{ person.title }}
      department: \${{ person.department }}
      employeeType: \${{ person.employeeType }}
      telephoneNumber: \${{ person.phone }}
      manager: \${{ person.manager }}
    enabled: true
    password: generated
- id: groups
  ad.groups: { add: "\${{ roles.groups }}", remove: "\${{ roles.former.groups }}" }
- id: cloud-account
  entra.account:
    attributes:
      jobTitle: \${{ person.title }}
      department: \${{ person.department }}
      employeeType: \${{ person.employeeType }}
      businessPhones: \${{ person.phone }}
    enabled: true
- id: synced
  entra.synced: { within: 40m }
- id: location
  entra.attributes: { usageLocation: "\${{ person.usageLocation }}" }
- id: manager
  entra.manager: { is: "\${{ person.manager }}" }
- id: teams
  entra.groups: { add: "\${{ roles.cloudGroups }}", remove: "\${{ roles.former.cloudGroups }}" }
- id: licences
  entra.licences: { add: "\${{ roles.licences }}", remove: "\${{ roles.former.licences }}" }
- id: pass
  when: \${{ organisation.mode == "cloud" }}
  entra.pass: {}
- id: give-password
  handover.secret: { secret: "\${{ steps.account.password }}" }
- id: give-pass
  handover.secret: { secret: "\${{ steps.pass.pass }}" }`
