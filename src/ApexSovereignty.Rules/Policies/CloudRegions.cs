using System.Collections.Immutable;

namespace ApexSovereignty.Rules.Policies;

/// <summary>Where the regions of the large clouds lie, for hosts that name their region.</summary>
internal static class CloudRegions
{
    // The longest beginning that fits counts: eu-west-2 is London, other eu-west regions lie in the EU.
    private static readonly ImmutableArray<(string Region, string Jurisdiction)> Aws =
    [
        ("eu-west-2", "GB"), ("eu-central-2", "CH"), ("eu-", "EU"), ("us-", "US"), ("ca-", "CA"), ("sa-east-1", "BR"),
        ("ap-northeast-1", "JP"), ("ap-northeast-2", "KR"), ("ap-northeast-3", "JP"), ("ap-southeast-1", "SG"), ("ap-southeast-2", "AU"),
        ("ap-southeast-3", "ID"), ("ap-southeast-4", "AU"), ("ap-south-", "IN"), ("ap-east-1", "HK"), ("me-south-1", "BH"),
        ("me-central-1", "AE"), ("il-central-1", "IL"), ("af-south-1", "ZA"), ("cn-", "CN"),
    ];

    private static readonly ImmutableArray<(string Region, string Jurisdiction)> Google =
    [
        ("europe-west2", "GB"), ("europe-west6", "CH"), ("europe-", "EU"), ("eu-", "EU"), ("us-", "US"), ("northamerica-northeast", "CA"),
        ("northamerica-south", "MX"), ("southamerica-east", "BR"), ("southamerica-west", "CL"), ("asia-northeast3", "KR"),
        ("asia-northeast", "JP"), ("asia-southeast1", "SG"), ("asia-southeast2", "ID"), ("asia-south", "IN"), ("asia-east1", "TW"),
        ("asia-east2", "HK"), ("australia-", "AU"), ("me-west1", "IL"), ("me-central1", "QA"), ("me-central2", "SA"), ("africa-south", "ZA"),
    ];

    private static readonly ImmutableArray<(string Region, string Jurisdiction)> Ibm =
        [("eu-de", "DE"), ("eu-gb", "GB"), ("us-", "US"), ("jp-", "JP"), ("au-", "AU"), ("ca-", "CA")];

    public static string? Find(string host)
    {
        if (host.EndsWith(".amazonaws.com", StringComparison.Ordinal))
            return host.Split('.').Select(label => Find(Aws, label)).FirstOrDefault(found => found is not null);
        if (host.EndsWith("-aiplatform.googleapis.com", StringComparison.Ordinal)) return Find(Google, host);
        return host.EndsWith(".ml.cloud.ibm.com", StringComparison.Ordinal) ? Find(Ibm, host) : null;
    }

    private static string? Find(ImmutableArray<(string Region, string Jurisdiction)> table, string label)
    {
        foreach (var (region, jurisdiction) in table)
            if (label.StartsWith(region, StringComparison.Ordinal)) return jurisdiction;
        return null;
    }
}
