using System.Formats.Asn1;

namespace WeChatPay.Chain.Crypto;

/// <summary>Distinguishes keys and certificates by their DER structure.</summary>
internal static class DerReader
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string Pkcs7Data = "1.2.840.113549.1.7.1";

    public static KeyKind GetKind(byte[] der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var content = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            return content.PeekTag().HasSameClassAndValue(Asn1Tag.Integer) ? GetKindAfterInteger(content) : GetKindAfterSequence(content);
        }
        catch (AsnContentException)
        {
            return KeyKind.Unknown;
        }
    }

    // The first element is a version or a modulus: private keys, PKCS#1 public keys, PKCS#12.
    private static KeyKind GetKindAfterInteger(AsnReader content)
    {
        content.ReadIntegerBytes();
        var second = content.PeekTag();
        if (second.HasSameClassAndValue(Asn1Tag.Integer))
        {
            content.ReadIntegerBytes();
            return content.HasData ? KeyKind.Pkcs1Private : KeyKind.Pkcs1Public;
        }
        if (second.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            return KeyKind.OtherPrivate; // RFC 5915, elliptic curves
        }
        return content.ReadSequence().ReadObjectIdentifier() switch
        {
            RsaEncryption => KeyKind.Pkcs8,
            Pkcs7Data => KeyKind.Pkcs12,
            _ => KeyKind.OtherPrivate,
        };
    }

    // The first element is a sequence: certificates, SPKI, encrypted PKCS#8.
    private static KeyKind GetKindAfterSequence(AsnReader content)
    {
        var first = content.ReadSequence();
        if (!first.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier))
        {
            return IsCertificateBody(first) ? KeyKind.Certificate : KeyKind.Unknown;
        }
        var algorithm = first.ReadObjectIdentifier();
        if (content.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            return KeyKind.EncryptedPkcs8;
        }
        return algorithm is RsaEncryption ? KeyKind.Spki : KeyKind.OtherPublic;
    }

    // Version 3 starts with a tagged version. Version 1 does not, but has the signature algorithm as its second element, where a
    // certificate request has the subject.
    private static bool IsCertificateBody(AsnReader body)
    {
        if (body.PeekTag().TagClass is TagClass.ContextSpecific)
        {
            return true;
        }
        body.ReadIntegerBytes();
        return body.ReadSequence() is { HasData: true } second && second.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier);
    }
}
