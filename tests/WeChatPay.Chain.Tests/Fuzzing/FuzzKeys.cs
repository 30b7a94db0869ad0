namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>One key in every form, made by OpenSSL 3.0 for this purpose and used nowhere else.</summary>
internal static class FuzzKeys
{
    public const string Password = "fuzz";

    /// <summary>
    /// <c>openssl genrsa -traditional -out k.pem 512</c>: small, so that an alteration meets the structure more often than a number.
    /// </summary>
    public const string Pkcs1 = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIBOgIBAAJBAOM/qqd3TiIEFY7zMHtf7EiRo6XvAgvujeAybgNOwJY2Qi3qLwG5
        P6DrAeVCjj/ShI1ISGLxk6LoErEXj5JsDw8CAwEAAQI/e2MWRdeBlPaivftNV6+9
        m6l4MaCUe+YLIrA/C4y3BNdq3FLYTwv643qFYQZk576Zokzywl7IcvDXnnmVvuTR
        AiEA/SlzI78rZlK6sxGyP4A2UZTtQOiWrQaDOv/leVC1yXcCIQDly9kynP+BBYRF
        4Uq9YW05o9GrSAq1N5uO1XIr83pNKQIhAIK+Q150vj8r/ou4Wev9lQ/w786T0C0v
        rdpsieBrVFblAiBFNHwH8yI7oAay6OOSXzn+xuhJFhwrcUDG5l9I/z2Q6QIhALQB
        AsDBImniyC2g1umdRykMV0mwMKXGLMwL5do1frSx
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl pkcs8 -topk8 -nocrypt -in k.pem</c></summary>
    public const string Pkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6AgEAAkEA4z+qp3dOIgQVjvMw
        e1/sSJGjpe8CC+6N4DJuA07AljZCLeovAbk/oOsB5UKOP9KEjUhIYvGTougSsReP
        kmwPDwIDAQABAj97YxZF14GU9qK9+01Xr72bqXgxoJR75gsisD8LjLcE12rcUthP
        C/rjeoVhBmTnvpmiTPLCXshy8NeeeZW+5NECIQD9KXMjvytmUrqzEbI/gDZRlO1A
        6JatBoM6/+V5ULXJdwIhAOXL2TKc/4EFhEXhSr1hbTmj0atICrU3m47Vcivzek0p
        AiEAgr5DXnS+Pyv+i7hZ6/2VD/DvzpPQLS+t2myJ4GtUVuUCIEU0fAfzIjugBrLo
        45JfOf7G6EkWHCtxQMbmX0j/PZDpAiEAtAECwMEiaeLILaDW6Z1HKQxXSbAwpcYs
        zAvl2jV+tLE=
        -----END PRIVATE KEY-----
        """;

    /// <summary><c>openssl pkcs8 -topk8 -v2 aes-256-cbc -iter 1 -in k.pem -passout pass:fuzz</c></summary>
    public const string EncryptedPkcs8 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIIBvDBWBgkqhkiG9w0BBQ0wSTAoBgkqhkiG9w0BBQwwGwQI8nqRieG62o0CAQEw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEC93RSsUzfbxWNuPQAOSgg8EggFg
        H0W/zFCzIonaLmu8vtn3KRXUm9JlLFbOTQrO4LwzvAIIUCE06vefd4UrVgQ+OHTS
        WvJNAX+A+qhBWfQCUQrQ9CM4PkEgzOKSN+w1QmmrUXXxkExT6jnC5WK2b5uAg7Gh
        Hrt2TY6c7b0E1rIYK1LKlGpvD5syTNzOE8N5qkb3VNBmnWmuRSeFXcOFp7J3q7by
        ngDDNTkNltNkvVPI/LNpqjJsDicXnPlEbvh00DaYhB5avuWkGVTsg4i+2tVla63l
        BwWjzn/oqNdcjA1ctAUFw4KPgGvgeXq/Ce07E+K87TozVIhUQ1LUf1MNscUTvDro
        PPuehF+atSj74bTA0dZndvfzq49TCqnvi/7Eay+g9Q+ksOMjcOe75mC+WZ1/qQdI
        ou7HSU+ZHg/eAfPoR4vjzqjdwTmJMZBc9v0RtU3kXd4CFNdWYiUF06ODfPskitqM
        KiaVObYZm0pyKL/WXZHeZA==
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -traditional -aes128 -passout pass:fuzz</c></summary>
    public const string OldEncryptedPkcs1 = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,2BACF06862337B21B5BB9789F416312A

        8nbdgnFf4TannvDBG4F21LVGB6X3NyuXKDGWsFn07avPvqJEB5wfHJPWgEqkf5hJ
        2+s4OcEbuDIzZm6FzeuJAy/LpGywPexf6ds9gb04xysh9rhwanQE0+IyqCnmBODy
        RMbFjPpKaE8COMoU8uW8TR0ce4n+t4gOztqrdKfRyIaIXrbE6pcJN1jZMZvyUDh7
        9lcSzl+YEeoN721QVSk61kfp2Hb6k/5fQ4JEVEyi4X58n6dH0ApF2Z7TyeWSMDVZ
        p11TPwoUc22+QrO70RAT4Uhwd0wVXCi97wktnuawHCVcpq/0Uy4KNcuGspq5L6D+
        ZsR9hrDR+7W7IPH1B3ZROrN11HWPcn2yFErkRlZZwrMIYLeWHnONRl0FVzRpFWjz
        gzoM8SuuuT9qxnv1R5Sd9u+X30lR0O8SM7cPgqwutm0=
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -pubout</c></summary>
    public const string Spki = """
        -----BEGIN PUBLIC KEY-----
        MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAOM/qqd3TiIEFY7zMHtf7EiRo6XvAgvu
        jeAybgNOwJY2Qi3qLwG5P6DrAeVCjj/ShI1ISGLxk6LoErEXj5JsDw8CAwEAAQ==
        -----END PUBLIC KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -RSAPublicKey_out</c></summary>
    public const string Pkcs1Public = """
        -----BEGIN RSA PUBLIC KEY-----
        MEgCQQDjP6qnd04iBBWO8zB7X+xIkaOl7wIL7o3gMm4DTsCWNkIt6i8BuT+g6wHl
        Qo4/0oSNSEhi8ZOi6BKxF4+SbA8PAgMBAAE=
        -----END RSA PUBLIC KEY-----
        """;

    /// <summary><c>openssl req -x509 -key k.pem -subj /CN=fuzz -days 36500 -sha256</c></summary>
    public const string Certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBdzCCASGgAwIBAgIUO0H69dz0moL0XS3CQGACFp8mixYwDQYJKoZIhvcNAQEL
        BQAwDzENMAsGA1UEAwwEZnV6ejAgFw0yNjExMjExMjUyNTJaGA8yMTI2MTAyODEy
        NTI1MlowDzENMAsGA1UEAwwEZnV6ejBcMA0GCSqGSIb3DQEBAQUAA0sAMEgCQQDj
        P6qnd04iBBWO8zB7X+xIkaOl7wIL7o3gMm4DTsCWNkIt6i8BuT+g6wHlQo4/0oSN
        SEhi8ZOi6BKxF4+SbA8PAgMBAAGjUzBRMB0GA1UdDgQWBBQlIyK3gA1MkvMeUxwJ
        jfvzTpD1fzAfBgNVHSMEGDAWgBQlIyK3gA1MkvMeUxwJjfvzTpD1fzAPBgNVHRMB
        Af8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA0EAB7XFD93x1XyEmMvoZyRfYmWBNbdq
        pCWf4cyL/OVdHc+Lq9ipGhbnac5nPMt9jgW2qEet0NC3tDEcB043ljVmLA==
        -----END CERTIFICATE-----
        """;

    /// <summary><c>openssl ecparam -name prime256v1 -genkey -noout</c></summary>
    public const string EllipticCurve = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIEbJf9tHMH3HoDLVHkrAAPqbxvNNd/t9DvEGc4IG1Y0coAoGCCqGSM49
        AwEHoUQDQgAEHlvWCMkSAnuOSjshxO8mQnCTLyR2M8ssQEwdo06W8dUzlzleP75C
        zG1Mwg4XAII/XrMxAUYVyXpC/ubgLdIW6Q==
        -----END EC PRIVATE KEY-----
        """;

    public static string[] All { get; } = [Pkcs1, Pkcs8, EncryptedPkcs8, OldEncryptedPkcs1, Spki, Pkcs1Public, Certificate, EllipticCurve];
}
