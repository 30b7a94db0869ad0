namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>Output of OpenSSL 3.0 for a key that is used only in these tests.</summary>
internal static class OpenSslFixture
{
    public const string Password = "fixture-password";

    /// <summary>
    /// <c>openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out k.pem; openssl pkcs8 -topk8 -v2 aes-256-cbc -in k.pem -passout
    /// pass:fixture-password</c>
    /// </summary>
    public const string EncryptedPkcs8 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIdCFsqIXr4D8CAggA
        MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBDZ/AQnjBK0rHexGsqxZieEBIIE
        0A6ksottxegCcspve45ITW1ft25bAOnIWkjGnuEx1W/EcjFXUl2JM0xqXIsfNoxX
        8upVMvSFX3lIBtrQbweBhGxOUJoqapmLeLZ3tzsoq8bfbAU6FfGLXq3cXTdNM9br
        X3Y1tRzWbxysT1/yEssa0b1z5mIIQ5SptKWffa9uk8MsGe1HTZgogjtUnQsavMsH
        /ZcORJSCH81G2OUxotTSfmcOG8ocMNDHpnBIMCJLRKDzYS7OBjZw54+/EKDzMJtG
        3vOTyPzPndQ7XqQDS5cNJ+qMVLPBmUkbdZjg3JN6HlVAmcJ6bFT/xslwH2Yv3Vlm
        xeZTLOW55S+UC83MqmTB7UJuH55ApJnuVJeNpA1050PPKiKf53dsaBJpHyjsDc7o
        6So45cdWSXaegPMNgkU/jkZwIBWw67H0MDZPGH11GoHt8BQllLQhoPXk+jBkMKKM
        hP7Y+t8INGJkrPntMh79QYIRMu8uUXUhsqyWw9W6vNBrpFyHrFGuV0IMgwHro/aj
        6nLkquD7i4wh8Fn7V2iW0h89/PxkKbgPzTZb0zA5Ssb5qpnMD2/x1+lqZVGQLoZw
        bQjBxnL1Z1ydRQpBWcr377qSQULDdlPB2CrnvQhQcA+DiyWEjHVUIO0WbJxlfOfi
        hFNH5CbVrRCWMBTC76Xe+avnrDGNRvvJRBYpREbgyElOj/jh/5CyDP+MuOj1d8xE
        Nt9xBAylKwsqTEuhQADNtu5AdBNCjeFbRxM65ufXt6ASLsUDNv4kudpgmSjc7DFN
        EYHkIU1pAn+tM0GrQoQUw2jOfCXFnFI9U2WPrSbDVnaBmFkPac/RAcF0pHj2dYxq
        AbqCsVMpsAT2FCiu84gp4T0Y1Wx4mJjqoqjiY1vDE7md8N2KWE29TxzS7qoim7ZE
        arsAWALGbec1NR+MOAFor075mf2GEUJgoacr+HzqD2AlX9pHTGWI584X5gNtBSBd
        BUGT2u75BsjVZQrAuyAbPuk6Dlcq6bJdUWRdCJ0GtCoInq+BfD8GMSMn+2Z98qkO
        wVp5+4NVe1hpb2Th2bWuI7FCWRKtdM1vE5YE1NoliL0yzgFVJNv4sXm5OPeRuUsW
        X33d2ZXe0Q6k7HwmuXmxZp4GjGBy0OsiNsGsobFSMNX8XW6OiEA5nGVuMlx8xpPC
        1FgD9b4ONTnV7gDtsjqIR1DOBWmKw44l2Xm1so0sProR56evcx90ptZ4zXvUYFi1
        K2LsV2G1zcH6VEQASsBIg7SZcLs/YSOg72WsVjHIUO7yqFexwvl0g+38uFwZw2/V
        byZhcKH6Q+6+bN3HOfK4z+XqjaebNZqj0Su9qFKp0EMj4JEwOZDOEcI0pSECu8Rx
        3ZmBYtfb/tan2zPhw9yfj2RF9K9oq7AboihRcJhfOkya/jrgmbCifd7hAPu+uFzl
        UY6QEaL9nhUBwrL2Lo9UW8bYMiEcv73R54syguqCTQ/S4kGppATG7eeAvpM/g9hx
        WeRvPvyF03tKRDRjYTgUeR2Xf2XI9V5iMLwDk/KXIsJOpreD1OktAb9ogMBnmjjA
        +zUFNOCXzchS0fgLfSyLVOzgLMRyFK7n9A727ELLkwlQ2dpZl7Yb9V/x4/bkPHsI
        m6trOI8715MsNpL4rc9szWDJlqevca19V6pilnf7AM3D
        -----END ENCRYPTED PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -traditional -aes128 -passout pass:fixture-password</c></summary>
    public const string OldEncryptedPkcs1 = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,3D354D0428D8AE3D42290D506F0CD7D8
        
        G2w39Y+ZZaE8l0j7gX/KhG48BcQEFd4uIESDIBFaH7WDfR8qYp4TZ4C0kNIzsiBM
        1fz2EdL7AFuKEiHL3Cn+f5lfMHjeBUWUnuLueEI4GHEtVUjht3u5K2LY0iNkriKg
        7ZBNtqHd6/EkLa6VV9nyawKGa9tQSajjgZxS1iRGaI2Ee4yckkDf4eIBEileKZ9K
        BnETaKje2As0cgGhQNmtKYnWcojTZB8YwhSclKmKBgTHwREFuCwaBtlMbI20M4fg
        UbnQUVvvo32IPFeO/cxth7f7B0ZmUgZFUA07hz9SSU9seLu+KbHg+yriRDuN7YLG
        cWTASQDOpSNVbMrGE7rLAsuHthem5cplOQql8IPhKOXD/LtQJgcfV2t3rxzwOK0g
        e5xSJf6q8FYSNb2A7oovJkoTdM87vYZN81wtioRgQmlqAwGpD0Yw2wV3cegcbvq8
        Smp/nHh7FSp+e6WM0raFfULIdq/prITndskULSm685CDK3I07FaCXoyMgmqZx8yv
        kf2FArT6ZlhNPa5U9jVL/eFC2lNN4fCWj/QBhWIS5ow/U2rqr3sW0in0g/UAdLi2
        OdUX8dphHH0Hu45OQi4Wot8lRwEGGIarLUCsmsHRXFcmdcgPP42P1md0d6H/PY6z
        G7IGHozcszL0zuaBiPq01Gwk7IIrEaWlY5cWQhM58SZU89oWM8CrgD32pkZ83Hog
        qVi8+BJPjW6HPcDl+mEUfBvLQn9kjHYdeng2TaHiwOOLiwHBwTdGfuEl95bNi2XR
        g1fh97vwo+teBQtgGyFF+YtrMPmNFEYTIsWeYkDYuKfE0vQoJToKTESQF8gOMv7/
        R7eQOpFUZN1mzeTCO49bG0X8Hy1sbKcSojMctFXhvSfN4NZY68xvzNlwk7QlivjH
        Mb2GJUtDBgkxnhMWKnlTRzNoOtnvS6a3wJ/ccCj8O0TOJNAgWv0gkJs7Dv2/VS5s
        To3YbVCfX2PMOMGieIAsW0USjSUbo5Go/vNknl7BWKP0SyGbLaJnaLJvYa5tlN5H
        CTgnbk/2EZDY1NB2gxrSmMZE00bWONdN5g6+aa+ogW37La4FFOx6X/9cHpxsAif0
        ykmGuYl85hufP3ixoJ/0+GDCxsmLSYTIZONil4wVCOfAxqdwKEqxsTf+DG/j25/X
        oY97fnTm03Ujpg4b5uiSy2DLsb+vwb0vMbyAm9K9FlTDIjsYqnk1Qirfh/Ltp3hV
        1gM2GQ1lElixTSSyC6NQdcd/4iHJko3SOg2PNs0kS2woqTuifmM167ChRByKgbPK
        USIyN206CP9d3d/Ten562oekyGO6Yn8HnoBWofI6RVfhrqqoCz0unOLJRLBn4kyS
        rx68YjjsWMH+4NuPM6UwPrRkei1o6Pnp8nqdYsNLnxgHXUwl6kyAYN9wQhNblcFx
        DzLMIr4JSmGJaWDbBkVpFPmp15TwfCEeB39TZrbvKmodVkIwf8IWqPWL7RKPK/eh
        rRg7U3Ygj9XnrNWF28j1q/OS7zcWXHiU8QlJw/+R2Bfe2Z1N7n3NwTFfLFFhOJn3
        Xpg4ciSp7CqWQpUDVbC8EbVj/TV7xhnmHuCCaDnlbmQb2OcU0CTSODkBY7we3534
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl pkey -in k.pem -pubout -out pub.pem</c></summary>
    public const string PublicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyyBb0sGmTBw7r3wJh8Ey
        osETNZJ1V5NLBLe268u0UR/giZGNgMf3vFbiUMWc6Bm4SkgouVPE5O9Qdds+uF+L
        yWLm+vwicM/l3AtAUM+Vx0rpqBRz5IjB/ZdgDlWA0lerMs+s38nNrP+Igguzyiaa
        62c9mLWklZTMOFZTKgssChO7oIS72FAnKOcGAp4Ax3LkFNW5pLjlNiOtAQazgGLO
        AaxM/jpPBw+PHkXFzKe2NpX9w3k4cCX8++nOqCIXvSf/qqmxxyFAAbmDpmt3ifiO
        ZtKGUSMlw+taj9Tjj06wPOc61Eg6XOsQiNOraeQM8kaccImH0Qmm+36fTNHDTQjk
        NQIDAQAB
        -----END PUBLIC KEY-----
        """;

    /// <summary>Of the text "hello" and a line feed: <c>echo hello | openssl dgst -sha256 -sign k.pem | base64 -w0</c></summary>
    public const string SignatureOfHello =
        "RcHogpyK4aEbkzLJeGm4lmA1ER0b/HNkT0/tJW/Xua15GbPVJhHykMBozluyL/YAgbUZIi6q1G6rPOmqJsYECMnLAHIC0wyaGQmbs7BHBWkKnxWiqr9pNsg63cLe8ReBN6"
        + "f5huLUcUXOuEDKx91fjxpmcNcAc8/fdgV1wRY4AKm5XT1t9mWuW55XZ94fmzpY/k2zHCZzFh3mpDkjcK8RPrGOJdL78Ye2uflif1VYaEN4jUiMcSbUEsXwM621LcpfhY"
        + "6iXXrg+Q16AXWKlq6/vX0w8srKRViYynVllMEAhsnCk2rpET/2drM26NXlVKhmNGwnwzlMjkuZ4I7Qgy98Cw==";

    /// <summary>
    /// <c>printf 'secret 文' | openssl pkeyutl -encrypt -pubin -inkey pub.pem -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1 |
    /// base64 -w0</c>
    /// </summary>
    public const string OaepOfSecret =
        "hc1xnyGiJdsmNzLr5Fz0jIyvP+njWgCRr8U2TajRfi0OazkfZRUE795kIs+nP3mqIuZRttew0KIxYUTKEHRsUBcAYuftMEwGvpQBUXSBZ5wxzLGJAZUJYsoI0EkKopFCJZ"
        + "iKcERl1Rr9Ndg5nthfH2AFkDBFbsgnhECXCQgg/3vf4OYRANb+2nwYj8MfL8JKSI4jabanP/ZVgI4E8af8n2fJI3OeBW2d4ODe2U43Bo61CZzBUJPvb142Kkf0DlKHF2"
        + "YewxCSu6Ve4YREZpqzu1Zh66RkKRWCwwZrV1dqCB1m3WB+B0LTWdqsroQoX94ahuUAIVg4ROcy42bXOtPuUA==";
}
