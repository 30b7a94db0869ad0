using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>Reads and writes the XML of APIv2.</summary>
/// <remarks>Implemented independently of the client library, which the sandbox is used to test.</remarks>
internal static class V2Xml
{
    private static readonly XmlReaderSettings _readerSettings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private static readonly XmlWriterSettings _writerSettings = new()
    {
        OmitXmlDeclaration = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <returns>The fields in order, or null if the body is not XML, has a DTD, a root other than <c>xml</c>, or nested fields.</returns>
    public static IEnumerable<KeyValuePair<string, string>>? Read(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), _readerSettings);
            var root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return root.Name.LocalName == "xml" && root.Elements().All(field => !field.HasElements)
                ? root.Elements().Select(field => KeyValuePair.Create(field.Name.LocalName, field.Value))
                : null;
        }
        catch (XmlException)
        {
            // A merchant may send anything.
            return null;
        }
    }

    /// <exception cref="ArgumentException">A name or a value is not valid in XML.</exception>
    public static byte[] Write(IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, _writerSettings))
        {
            writer.WriteStartElement("xml");
            foreach (var (name, value) in fields)
            {
                writer.WriteStartElement(name);
                WriteValue(writer, value);
                writer.WriteFullEndElement();
            }
            writer.WriteEndElement();
        }
        return stream.ToArray();
    }

    // The platform writes CDATA. A parser turns a carriage return in CDATA into a line feed, which would invalidate the signature.
    private static void WriteValue(XmlWriter writer, string value)
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
