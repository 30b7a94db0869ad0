using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.Chaining;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>From a member's name to a segment.</summary>
internal static class NameProperties
{
    private static readonly Gen<string> _names = Gen.OneOf(
        Texts.Broken,
        Texts.Joined(Gen.Elements("_", "A", "z", "Card", "id", "9", "中", "é", "É", "v3")),
        Texts.Joined(Gen.Elements("_", "A", "z", "{", "}", "+", "%41", "%", "*", ":3", ".", ",", "\\", "\n"))
            .Select(inside => $"_{inside}_"));

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("ToSegment_AnyName_IsRejectedOrASegmentThatATemplateTakes", _names, name =>
            Segment(name) is not { } segment || UriTemplate.Parse(segment).Text == segment),
        FuzzProperty.Of("ToSegment_ASegment_StaysAsItIs", _names, name =>
            Segment(name) is not { } segment || segment.StartsWith('{') || SegmentName.ToSegment(segment) == segment),
    ];

    private static string? Segment(string name)
    {
        try
        {
            return SegmentName.ToSegment(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
