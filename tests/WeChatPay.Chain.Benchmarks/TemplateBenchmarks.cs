using BenchmarkDotNet.Attributes;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Benchmarks;

/// <summary>The URI template, which is parsed once per chain and expanded once per call.</summary>
[MemoryDiagnoser]
public class TemplateBenchmarks
{
    private const string Text = "v3/marketing/membercard-open/cards/{card_id}/permission-tokens";

    private readonly UriTemplate _template = UriTemplate.Parse(Text);

    [Benchmark]
    public object Parse() => UriTemplate.Parse(Text);

    [Benchmark]
    public string Expand() => _template.Expand(_ => "pbLatjk4T9Hg7TYCMRqIDMSpBqAM");
}
