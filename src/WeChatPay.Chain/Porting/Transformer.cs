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
    /// An anonymous object, or any string-keyed dictionary. Values are strings, numbers and Boolean values (<see langword="true"/> is
    /// <c>1</c>, <see langword="false"/> and <see langword="null"/> are empty), nested objects and dictionaries, or lists, whose items
    /// become elements with the name <paramref name="item"/>. Text that contains <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> or <c>"</c> is
    /// written as CDATA.
    /// </param>
    /// <param name="headless"><see langword="true"/> (the default) omits the XML declaration, as the platform's examples do.</param>
    /// <param name="indent"><see langword="true"/> writes each element on a separate line.</param>
    /// <param name="root">The name of the root element.</param>
    /// <param name="item">The name of the elements of a list.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="fields"/> has no named fields, a name is not a valid XML name, or a value contains a character that XML does not
    /// allow or has an unsupported type. The message names the field.
    /// </exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static string ToXml(object fields, bool headless = true, bool indent = false, string root = "xml", string item = "item")
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(item);
        return XmlFieldWriter.Write(Fields.From(fields, nameof(fields)), headless, indent, root, item, nameof(fields));
    }

    /// <summary>Reads XML into its fields.</summary>
    /// <param name="xml">
    /// A document whose root element, of any name, contains the fields. Characters that XML does not allow are removed first, as
    /// wechatpay-php does, because text that users typed may contain them.
    /// </param>
    /// <returns>
    /// For each child element, its text as a <see cref="string"/>; a dictionary like this one if it contains elements; a
    /// <see cref="List{T}"/> of these if its name occurs several times. The attributes of the root element, and of elements that contain
    /// elements, are a dictionary under the key <c>@attributes</c>. Text between elements, comments and processing instructions are
    /// ignored.
    /// </returns>
    /// <exception cref="FormatException">
    /// The text is not well-formed XML, has a DTD, is nested deeper than 32 elements, or is longer than ten million characters.
    /// </exception>
    public static Dictionary<string, object> ToArray(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return XmlFieldReader.Read(xml);
    }
}
