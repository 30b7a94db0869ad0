using System.Diagnostics.CodeAnalysis;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Xml;

namespace WeChatPay.Chain;

/// <summary>Writes and reads the XML of APIv2.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v2/merchant/4011985891.</remarks>
public static class Transformer
{
    /// <summary>Writes fields as XML, in the order given.</summary>
    /// <param name="fields">
    /// An anonymous object, or any dictionary with string keys. Its values are texts, numbers and truth values (true is <c>1</c>, false and
    /// null are empty), the like of itself for nested elements, or lists, whose members become elements called <paramref name="item"/>.
    /// Text with <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> or <c>"</c> goes into CDATA.
    /// </param>
    /// <param name="headless">Leave out the XML declaration, as the platform's examples do.</param>
    /// <param name="indent">Put each element on a line of its own.</param>
    /// <param name="root">The name of the outermost element.</param>
    /// <param name="item">The name of the elements of a list.</param>
    /// <exception cref="ArgumentException">
    /// There are no names, a name is no XML name, or a value holds a character that XML cannot carry or is of a type without a text; the
    /// message names the field.
    /// </exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static string ToXml(object fields, bool headless = true, bool indent = false, string root = "xml", string item = "item")
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(item);
        return XmlFieldWriter.Write(Fields.Of(fields, nameof(fields)), headless, indent, root, item, nameof(fields));
    }

    /// <summary>Reads XML into its fields.</summary>
    /// <param name="xml">
    /// A document whose outermost element holds the fields, whatever its name. Characters that XML does not allow are dropped before
    /// reading, as wechatpay-php does: they come with text that users typed.
    /// </param>
    /// <returns>
    /// For each element under the outermost one: its text, as <see cref="string"/>; when it holds elements itself, a dictionary like this one; when
    /// the name comes several times, a <see cref="List{T}"/> of these. Attributes of the outermost element, and of elements that hold
    /// elements, are a dictionary called <c>@attributes</c>. Text beside elements, comments and processing instructions are left out.
    /// </returns>
    /// <exception cref="FormatException">
    /// The text is no well-formed XML, has a DTD (and with it any entity of its own), is nested deeper than 32 elements, or is longer
    /// than ten million characters.
    /// </exception>
    public static Dictionary<string, object> ToArray(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return XmlFieldReader.Read(xml);
    }
}
