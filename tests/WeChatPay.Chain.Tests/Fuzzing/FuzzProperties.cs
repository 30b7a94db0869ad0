namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>Everything that must hold for every input. Small runs are tests; large ones are the benchmarks' command <c>fuzz</c>.</summary>
internal static class FuzzProperties
{
    public static IEnumerable<FuzzProperty> All =>
    [
        .. NameProperties.All, .. TemplateProperties.All, .. QueryProperties.All, .. XmlProperties.All, .. JsonProperties.All,
        .. PemProperties.All, .. LegacyPemProperties.All, .. BillProperties.All, .. NotificationProperties.All,
    ];
}
