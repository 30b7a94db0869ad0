using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>Reads and writes the XML of APIv2, without the library that the sandbox puts to the test.</summary>
internal static class V2Xml
{
    private static readonly XmlReaderSettings _reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private static readonly XmlWriterSettings _writing = new() { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.Entitize };

    /// <returns>The fields as they stand; null for what is no XML, has a DTD, another root than <c>xml</c>, or fields within a field.</returns>
    public static IEnumerable<KeyValuePair<string, string>>? Read(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), _reading);
            var root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return root.Name.LocalName == "xml" && root.Elements().All(field => !field.HasElements)
                ? root.Elements().Select(field => KeyValuePair.Create(field.Name.LocalName, field.Value))
                : null;
        }
        catch (XmlException)
        {
            // A merchant may send anything; what is no XML has no fields.
            return null;
        }
    }

    /// <exception cref="ArgumentException">A name or a text cannot stand in XML.</exception>
    public static byte[] Write(IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, _writing))
        {
            writer.WriteStartElement("xml");
            foreach (var (name, value) in fields)
            {
                writer.WriteStartElement(name);
                WriteText(writer, value);
                writer.WriteFullEndElement();
            }
            writer.WriteEndElement();
        }
        return stream.ToArray();
    }

    // As the platform does; but CDATA would turn a carriage return into a line feed, and the signature would not hold.
    private static void WriteText(XmlWriter writer, string value)
    {
        if (value.Contains('\r', StringComparison.Ordinal))
        {
            writer.WriteString(value);
        }
        else
        {
            writer.WriteCData(value);
        }
    }
}
