"""Turns Java stubs of the standard sObjects into sobjects.txt.

    convert_sobjects.py STUB_SOURCE_DIRECTORY ADDITIONS_FILE OUTPUT_FILE

The stubs know the Java type of a field only, so the platform's field type is inferred from names.
ADDITIONS_FILE has the format of the output; its lines are added to or replace those of the stubs.
"""
import pathlib
import re
import sys

STD = {"Id": "id", "IsDeleted": "boolean", "CreatedById": "reference(User) CreatedBy", "CreatedDate": "datetime",
       "LastModifiedById": "reference(User) LastModifiedBy", "LastModifiedDate": "datetime", "SystemModstamp": "datetime"}
COMPANIONS = (("share", "Share"), ("history", "History"), ("feed", "Feed"), ("change", "ChangeEvent"))

# Objects that describe the org, its users' rights or its code, not its customers or business.
SETUP = re.compile("^(?:" + "|".join("""
ActionLink.* Ai(?:JobRun|Plugin|PromptTemplate).* AppDefinition AppExtension AppMenuItem AppTabMember AppUsageAssignment Active.*Metric
Analytics.* ApexClass ApexComponent ApexEmailNotification ApexLog ApexPage ApexPageInfo ApexTest.* ApexTrigger ApexTypeImplementor
AssignmentRule AsyncApexJob AsyncOperation.* AuraDefinition.* Auth(?:Config|Provider|Session|ProvParam|ConfigProviders).* AuthProvider
BackgroundOperation.* BatchApexErrorEvent BatchCalcJob.* BatchDataS.* BatchJob.* BatchProcessJob.* BrandTemplate BrandingSet.* Briefcase.*
BusinessHours BusinessProcess(?:TypeDef)? Calendar CalendarView CallCenter.* CampaignInfluenceModel CaseStatus CaseTeamRole CaseSubjectParticle CategoryNode.*
ClientBrowser ColorDefinition Community ConnectedApplication Context(?!Persistence).* ContentAsset ContentWorkspacePermission ContractStatus
ConversationChannelDefinition CorsWhitelistEntry CronJobDetail CronTrigger Csp.* CurrencyType CustomBrand.* CustomHelpMenu.* CustomHttpHeader
CustomNotificationType CustomObjectUserLicenseMetrics CustomPermission.* Dashboard.* DataAction.* DataAssessment.* DataEncryptionKey DataKit.* DataSpace.*
DataStatistics DataStream.* DataType DataWeaveResource DatedConversionRate DecisionMatrixDef.* DecisionTable.* Devops.* Division Domain DomainSite
Duplicate(?:Job|Rule).* EmailDomain.* EmailServices.* EmailTemplate EmailRelay EmbeddedService.* EnhancedLetterhead EntityDefinition EntityParticle EventBusSubscriber
EventLogFile EventRelayConfig.* Expression.* ExternalDataSource.* ExternalCredential.* ExternalEventMapping ExternalServiceRegistration FieldDefinition FieldPermissions FieldSecurityClassification FiscalYearSettings
Flow(?:Definition|Version|Interview|Record|Variable|Test|Execution|Stage|Orchestration(?!WorkItem)).* FlexQueueItem Folder ForecastShare ForecastingType.* ForecastingFilter.*
FormulaFunction.* GrantedByLicense Group GroupMember GtwyProvPaymentMethodType Holiday IconDefinition IframeWhiteListUrl InstalledMobileApp
IPAddressRange KeywordList LeadStatus LightningComponent.* LightningExperienceTheme LightningUsage.* LightningExit.* LightningToggle.* LightningOnboarding.* ListView.* LoginAs.* LoginGeo LoginHistory LoginIp
LogoutEvent.* MacroUsage MailmergeTemplate ManagedContent.* MatchingRule.* MetadataPackage.* MessagingChannel MessagingChannelSkill MessagingConfiguration MobileApplicationDetail MLModel.* MsgChannelLanguageKeyword MutingPermissionSet MyDomain.*
NamedCredential NamespaceRegistry NavigationLink.* NavigationMenuItem.* Network NetworkAffinity NetworkMember.* NetworkModeration NetworkPageOverride NetworkSelfRegistration NetworkUserHistoryRecent
OauthCustomScope.* OauthToken.* ObjectPermissions OmniDataPack OmniProcess.* OmniScript(?:Config|View) OmniUiCard.* OmniDataTransform.* OpportunityStage OrderStatus OrgDelete.* OrgLifecycle.* OrgMetric.* OrgWideEmailAddress Organization OwnerChangeOptionInfo
PackageLicense PackageSubscriber PartnerRole Period PermissionSet.* PicklistValueInfo PlatformAction PlatformCachePartition.* PlatformEventUsage.* PlatformStatus.* ProcessDefinition ProcessException ProcessNode
Profile ProfileSkill Prompt(?:Action|Error|Version)?.* Publisher PushTopic PushUpgrade.* QueueRoutingConfig QueueSobject QuoteStatus QuickTextUsage
RecentlyViewed RecordType RecordTypeLocalization RedirectWhitelistUrl RelatedList.* RelationshipDomain RelationshipInfo Report ReportLocalization ReportHierarchyObjectField
SamlSsoConfig SPSamlAttributes Scontrol.* ScratchOrgInfo ActiveScratchOrg SearchLayout SearchPromotionRule SecurityCustomBaseline SecurityHealthCheck.* ServiceChannel.* ServicePresenceStatus PresenceUserConfig.* PresenceDeclineReason PresenceConfig.* SessionPermSetActivation
Setup.* SharingSet Site SiteDetail SiteIframeWhiteListUrl SiteRedirectMapping SolutionStatus SourceChangeNotification Stamp.* StandardInvocableActionType StaticResource StreamingChannel
TabDefinition TaskPriority TaskStatus TenantSecret TenantUsage.* Territory2.* TestSuiteMembership TimelineObjectDefinition TodayGoal TransactionSecurityPolicy Translation UiFormula.*
UserAppInfo UserAppMenu.* UserEntityAccess UserFieldAccess UserLicense UserListView.* UserPackageLicense UserPermissionAccess UserPreference UserProvisioningConfig UserProvMockTarget UserRecordAccess UserRole UserSetupEntityAccess UserShared.*
UserTerritory2Association VisualforceAccessMetrics WaveAutoInstallRequest WaveCompatibilityCheckItem WebLink WebLinkLocalization WorkOrderStatus WorkOrderLineItemStatus WorkStepStatus ShiftStatus ServiceAppointmentStatus
""".split()) + ")$")

PICKLIST = re.compile(r"(Status|Type|Subtype|Stage|StageName|Industry|Rating|Source|Salutation|Priority|Origin|Reason|CurrencyIsoCode|StateCode|CountryCode|"
                      r"Ownership|GeocodeAccuracy|Category|CategoryName|Level|Method|Frequency|Gender|Language|LocaleKey|LanguageLocaleKey|TimeZoneSidKey|EmailEncodingKey|"
                      r"AccessLevel|RowCause|Pronouns|GenderIdentity|Severity|Visibility|Scope|Role|RoleInOrganization|Outcome|Family|Mode|State(?!Province)|Unit)$")
NOT_PICKLIST = re.compile(r"(BillingState|ShippingState|MailingState|OtherState|^State|SourceId|MimeType|ContentType|FileType|DurableId)$")
TEXTAREA = re.compile(r"(Description|Comments?|CommentBody|TextBody|HtmlBody|^Body|Street|Notes?|Summary|Details|Instructions?|Solution|Question|Answer|Message|Remarks?)$")
NOT_TEXTAREA = re.compile(r"(StreetId)$")
EMAIL = re.compile(r"(Email|EmailAddress|FromAddress|UserEmail)$")
PHONE = re.compile(r"(Phone|Mobile|Fax|PhoneNumber|FaxNumber|TelephoneNumber|PhoneExtension)$")
URL = re.compile(r"(Url|URL|Website|WebSite)$")
CURRENCY = re.compile(r"(Amount|Amt|Price|Cost|Revenue|Balance|Subtotal|Income|Premium|Fee|Salary|Budget|Payment|Deposit|Expense|Commission|Debt|Equity|Worth|"
                      r"GrandTotal|TotalTax|Discretionary|MarketValue|FaceValue|LoanValue|PurchaseValue|Limit|Payoff)s?$|Amount|Price(?!d)|Revenue|Balance(?!d)")
PERCENT = re.compile(r"(Percent|Percentage|Probability|Rate|Discount|Ratio|Pct)$")
POLYMORPHIC = {"Who": "Contact|Lead", "Owner": "Group|User", "UserOrGroup": "Group|User", "QueueOrUser": "Group|User"}


def field_type(java, name):
    if java == "Id":
        return "id"
    if java == "String":
        if EMAIL.search(name):
            return "email"
        if PHONE.search(name):
            return "phone"
        if URL.search(name):
            return "url"
        if TEXTAREA.search(name) and not NOT_TEXTAREA.search(name):
            return "textarea"
        if PICKLIST.search(name) and not NOT_PICKLIST.search(name):
            return "picklist"
        return "string"
    if java in ("Decimal", "Double"):
        if re.search(r"(Latitude|Longitude)$", name):
            return "double"
        if PERCENT.search(name):
            return "percent"
        return "currency" if CURRENCY.search(name) else "double"
    return {"Boolean": "boolean", "Integer": "int", "Long": "long", "Date": "date", "Datetime": "datetime", "Time": "time",
            "Address": "address", "Location": "location", "Blob": "base64", "Object": "anytype", "String[]": "string"}[java]


def read_stub(path):
    fields, parents, children = {}, {}, {}
    own = {}
    text = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.S)
    for java, name in re.findall(r"^\s*public\s+(?:final\s+)?([\w.]+(?:\[\])?)\s+(\w+)\s*;", text, re.M):
        own[name] = java.rsplit(".", 1)[-1]
    primitive = {"Id", "String", "Boolean", "Integer", "Long", "Date", "Datetime", "Time", "Decimal", "Double", "Blob", "Object", "String[]"}
    for name, java in own.items():
        if java.endswith("[]") and java != "String[]":
            children[name] = java[:-2]
        elif java in primitive:
            fields[name] = java
        elif java in ("Address", "Location") and name + "Id" not in own:
            fields[name] = java
        else:
            parents[name] = java
    lines, used = {}, set()
    for name, java in fields.items():
        relation = None
        if java == "Id" and name != "Id":
            for candidate in (name[:-2] if name.endswith("Id") else None, name + "R", name + "Relation"):
                if candidate and candidate in parents:
                    relation = candidate
        if relation:
            used.add(relation)
            target = POLYMORPHIC.get(relation, "Name") if parents[relation] == "Name" else parents[relation]
            lines[name] = f"reference({target}) {relation}"
        else:
            lines[name] = field_type(java, name)
    for relation, target in parents.items():
        if relation not in used:
            target = POLYMORPHIC.get(relation, "Name") if target == "Name" else target
            # A relationship whose key the stub lacks; its key follows the platform's naming rule.
            lines[relation + "Id"] = f"reference({target}) {relation}"
    return lines, children


def companion_names(base, flag):
    if flag == "share":
        return set("Id IsDeleted ParentId AccessLevel UserOrGroupId RowCause LastModifiedById LastModifiedDate Division".split()) | {base + "Id", base + "AccessLevel"}
    if flag == "history":
        return set("Id IsDeleted CreatedById CreatedDate DataType Field NewValue OldValue Division".split()) | {base + "Id"}
    if flag == "feed":
        return set(STD) | set("ParentId Body Title Type LinkUrl IsRichText Visibility CommentCount LikeCount NetworkScope BestCommentId InsertedById RelatedRecordId".split())
    return None


def child_field(objects, parent, child, relationship):
    lookups = [(n, t) for n, t in objects.get(child, ({},))[0].items() if t.startswith("reference(")]
    exact = [n for n, t in lookups if parent in t[10:t.index(")")].split("|")]
    if len(exact) == 1:
        return exact[0]
    named = [n for n in exact if n.lower() == parent.lower() + "id"]
    plural = [n for n in exact if relationship.lower().startswith(n[:-2].lower()) or relationship.lower().endswith(n[:-2].lower())]
    if len(plural) == 1:
        return plural[0]
    if named:
        return named[0]
    if exact:
        return None
    loose = [n for n, t in lookups if "(SObject)" in t or "(Name)" in t or "(Contact|Lead)" in t and parent in ("Contact", "Lead")]
    for preferred in ("ParentId", "WhatId", "WhoId", "LinkedEntityId", "RelatedToId", "RelatedRecordId", "ParentRecordId", "TargetObjectId", "EntityId"):
        if preferred in loose and not (preferred == "WhatId" and parent in ("Contact", "Lead")):
            return preferred
    return loose[0] if len(loose) == 1 else None


def read_additions(path):
    table, current = {}, None
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line[0] != " ":
            name, *flags = line.split(" ")
            current = table.setdefault(name, (set(flags), {}, {}))
        elif line.startswith(" > "):
            _, name, *rest = line.strip().split(" ")
            current[2][name] = rest
        else:
            name, _, type_ = line.strip().partition(" ")
            current[1][name] = type_
    return table


def main(stubs, additions, output):
    objects = {f.stem: read_stub(f) for f in sorted(pathlib.Path(stubs).glob("*.java"))}
    flags = {name: set() for name in objects}
    folded = set()
    for name in sorted(objects):
        for flag, suffix in COMPANIONS:
            companion = name + suffix
            if companion not in objects:
                continue
            allowed = companion_names(name, flag)
            if allowed is None:
                allowed = set(objects[name][0]) | {"ReplayId", "ChangeEventHeader"}
            if set(objects[companion][0]) <= allowed:
                flags[name].add(flag)
                folded.add(companion)
    added = read_additions(additions)
    entries = {}
    for name, (fields, children) in objects.items():
        if name in folded:
            continue
        kids = {rel: [child] + ([f] if (f := child_field(objects, name, child, rel)) else []) for rel, child in children.items()}
        if SETUP.match(name):
            flags[name].add("setup")
        entries[name] = (flags[name], dict(fields), kids)
    for name, (more_flags, fields, kids) in added.items():
        entry = entries.setdefault(name, (set(), {}, {}))
        entry[0].update(more_flags)
        entry[1].update(fields)
        entry[2].update(kids)
    lines = []
    count = 0
    for name, (own, fields, kids) in sorted(entries.items(), key=lambda e: e[0].lower()):
        if all(fields.get(n) == t for n, t in STD.items()):
            own.add("std")
        if "std" in own:
            fields = {n: t for n, t in fields.items() if STD.get(n) != t}
        lines += [""] * bool(lines)
        lines.append(" ".join([name] + [f for f in ("setup", "std", "share", "history", "feed", "change") if f in own]))
        lines += [f" {n} {t}" for n, t in sorted(fields.items(), key=lambda f: f[0].lower())]
        lines += [f" > {n} {' '.join(k)}" for n, k in sorted(kids.items(), key=lambda k: k[0].lower())]
        count += len(fields)
    pathlib.Path(output).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(entries)} objects, {len(folded)} companions by flag, {count} field lines, {sum('setup' in e[0] for e in entries.values())} setup")


if __name__ == "__main__":
    main(*sys.argv[1:])
