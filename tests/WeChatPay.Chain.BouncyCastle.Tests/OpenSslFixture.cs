namespace WeChatPay.Chain.BouncyCastle.Tests;

/// <summary>
/// One key in the formats of OpenSSL 3.0. It was created for these tests and is used nowhere else:
/// <c>openssl genrsa -traditional -out k.pem 1024</c>.
/// </summary>
internal static class OpenSslFixture
{
    public const string Password = "fixture-password";

    public const string ChinesePassword = "密码口令";

    /// <summary>
    /// <c>openssl rsa -in k.pem -traditional -aes256 -passout pass:fixture-password</c>, the format of <c>openssl genrsa -aes256
    /// -traditional</c>.
    /// </summary>
    public const string Aes256 = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,FB7057A55003B68F33444F7B7B3880D1

        RgE2KvIT51e4iBT9N8ReTBP01v2vvmsEwo54rm5pe3sdF//+NGBt8N+9ry8ouE2r
        5FfeIXNNZWQFc73MTU1340yac85MI9+La0V/Hm7c2ToxLBKIbnInA3EAuTQTvA97
        KQJfUrQUa5DCncWbikh+rluXm0vtj1KiSucRSHC1TsGpqrlwM3QFgA7tS4HhpcuP
        NPIe3O/z8KsoF5HyU46IchxCNx2ZQhWkvhgUurl7+7H9j837p7II8JNFiGFMhYap
        yAXrJCk1rayybYEzWSFUWK82udSyEcq3a+fj3jSG3QJhBtNSVx4CLhAT1KHSo+p6
        EI4x0LqqUKSEuoqGUhZQcdOhgG6jgYa6EFcvdi8t6NdC+/xx+6Yuw1i45sPmpn4n
        fg2OKaMHNQPL772F8O0dBkAyv7BlRtSqTESL8H7ujZny+DHAf/2lkx4xoYtKfqNh
        yTfzpTVAAV+2K4MV0Xi7sWdLhsdicYFOZ3aP+QfxfOdnyLzRgnpRjSdrg444rbA7
        XJZcBNXfBqBNUhhex90I/S5ROjGnfAX9YG+L0zkB+xDQ55ivU9+dI9LjUpfMqfmE
        tkXT2tZuOqgisWSAoqSfG92gHqUdzqRYRQwmSlIDMjorlOfEQ+TBwyeQa/sKMDs1
        NgQlRUBK/NiRMTdlP/mnH+siDhqtrx5zctxmgOwNe1rsx/PQHuMb/NffmQVgbgFm
        cP5HOfhTteCDnMes9gR8WX5p3+m7OVt7cQ5EFEUyG5lh6/A3FrIILGRru+vieNXs
        tsZ1HsOlwGHteMr+p3Wfj4xa3d8tAqcCQj8Gk3+8HNzvVRH0Xr2Pu2BIdV6hoDrv
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -traditional -aes192 -passout pass:fixture-password</c></summary>
    public const string Aes192 = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-192-CBC,97470AAB8948CF55BC0D8FF9C9D1B7A3

        M9WL9f7+R3wH66cOAlzETbsk7MmfRs4UU6nWSqDStoz2oOegUwkRa14rgPGRHnGg
        BVOr5hk5ZD7vDzYYaiQGSkf7/x86TTbr9MrV0QTup1qi7QYtoPlxe8B9XnAURA8M
        vG37gd8VTlhwXRQExkJgmuyPUxaV3TmMFRxyyero9Z6rKtdS3Bhhg92ft4EFi9p+
        msW3GQdXb/z2aAop8iTwc+uOu4n7ID6vWH85f8VDAxomumRGDhom77oNjA04XFLE
        kao0WEbZf5EPl9q6ShqxYUrEimnoiCUBiRWEJSqkj7AdkBtqx/nF40Vn9SMT7DOO
        rR/d9GoY5IPLh2UulmxvWUWHzk/VDv+ZJR89dnCtcTMK4ZhofzF3Isps6x6lFbqd
        w6mfLi6af3wrEyXQNyqqwQ0OcaUdpCMbv5ubmE/XM+pwG568cGg/Lbbtx+V2OmW7
        10ZwzjgSf61gU9KPO/iMQ240lsX+yt6ujgh0qarKtJxdlupsW2yJvSg5G92Fr5oc
        Xvo95470skQbH7FDqA2Z/Ik4hFHYuDJqEpBfTCfTcen339kZm69OpWtbxIPKoiRx
        jkRDl78MsueSPeCpXmNYdur0iqeU5Sb2p+Z0gJIbNgFkBa+563jtzxJ6i5+5YE+M
        dQjJjCpPLOx0aQVKCuXwYAACX1KeKTr6+lIRyb1Mu9pajVAKmc4CGkMN+dWEqs5d
        v9cn4W2BkW5rEjEWOV+49JyYMNBXnd2fLZoFVpmcGvwGtel0C/QRBJVyYJpCuQDx
        YAURn8SVPKTeGysfQP0DLapNH5yiilk6FgugJliLzC55ZxA/rjsFahh7ung4Jnhm
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -traditional -aes128 -passout pass:fixture-password</c></summary>
    public const string Aes128 = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,4363B92D377FB62682D39473B6BAD789

        Jl55BCdyRReYehOKBKHc6pQjNvdf48HgHsr+QDYTd/xC6Gw5DILo4hVGy0vKjEDG
        4zhfCam2YB45MMuvhqpo/uFHfYQipQG4+qforIsLtNdClAqDR0gjVhlB0EFdj56O
        LWCevQAV7x3LD6AZ7P1QCkIi0jEZl3A+EGQ/jwDNoibjqe8cC77JqU3eaxxT7utT
        r3a94aZMD1Y739Db632DfMsQx8+EHXVrN2j4Udnilhr49DuyU+E6/J0wvvtfGyag
        SIhpvVVuRuFYpKiw2xrG4o2wy/RND1/xo29CiwgDZwh2xiYiQteg93Amc96dwazf
        yEv+GRGi/cQcIij0sYc/FzsO4RdOmDV281qXX0WaExwWc5gtJYig+OfExpVFK+pw
        ge+H7jMhopBiHs0MmfMX+UiRl9s6kjJofvbG0jkTFKuk8KzWKUJaQXxv+nWdZ27l
        CccGgCanFnJkymBEUSPLrK6rZAj2sJSWoZR6mDaGboRYkq9OYEP5boM/x0MSI9Sf
        oWtezqHTEJG7YfctKGOBfJzZ4am0Vy48y+Y7RZUlldeiL/1RmQJLTRv2O4Zd5reC
        dIvQ29eaO9bEhQ/LKG/wgR2RYm7hkKBmCJe+epb/3r5+phtYReflRYojdvy/Y0+R
        fDkEWrstrYYz2HebTTNWRO8OxhUk87hseEDNYZL8ofIRcz0hjp4m3PUKwY1my4nu
        hqDjGLq3DJ5p0oDXDNiFyHZGcZuCgDJHK5LaQDywsIsgc9UgtXgfdVm2B0z49ZmH
        q21x4umanU8KGpZgQca5vF62EW56MTDYaBUhmDX41lApMxEB0Va8QdB7sx3enOXz
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -traditional -des3 -passout pass:fixture-password</c></summary>
    public const string TripleDes = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: DES-EDE3-CBC,9735BDB432B8FC2A

        6I+wIgUZtuvm2q1tY1UKwEX1yXUlym5MWUXCuszqNy6TzGb/FFk5XJGqA7XIO7nY
        EMAe3hZUxjwmtjZYKfet8JBUOLHpntJP7XENcbHyCvrbP5CebunMFohmU5Qi7w5u
        /JlvVe/9ZseAlm9JTZrTDvDF64hnLodcssihBSH6tXDciBnrL6O5gDvf67xagq25
        nP7sxXibP8TCPMmXnnUQKXwRnCqD1Vl3WzB9ePQciLRf8FVPbv4n/eB00IxURQFL
        5IuMEzI4BXwAYie/EJ46W7TpWqpS0apKurigB0EC+A+NEqNqx1tFWCQz05eWjisa
        zhrquHETc90v3Jq4eryGHi2oLpU20ohUUzNfmc0HOT/yYxo+fiqKq+0SISnGeqf4
        p0ifxizK1ZRikYaztH/Nmz/pGSDd52qjy79Znv7A2d6FVvG8mn4TfKZU9kQlRrqQ
        o+FfHkh4AMmY6Z+AS9r/UaF0nAWYD/8p/OWIYkOt7tFm3HxmqHhHYebivcpWbeep
        T0xHetx+0/XkSBPNWtQZQiVeLH07d5v4ml5nVt0uwDqq7ek0PCME/vOVNP1QdhDl
        NGuT3tqeGQB1C780POfzdtMgOLxLSfotXQndLYF5O2DMU2MbpGFXiml4zKWy0zSC
        P4LEARgD8YwQj3zVM4hs65zuv7FD63GC5o5mSZKB6XDA7ua+iWlc5tl36kaePM5W
        xXlVTwcBTPjiKUo2KVoyE8DqmFqxLS1GRaiiM1JdY2iZc2LR2F+8jl7lUMIFeOBB
        GQS8GPC474+YYppY35SIPH+UFrYv0XDFA5a4RgPrs5UOxDiH8GKvwg==
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -traditional -aes256 -passout pass:密码口令</c>, in a terminal that speaks UTF-8.</summary>
    public const string WithChinesePassword = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,E3097675C4A423923BE785749BF7230B

        fQjRgWqIFp8mc8mGzj7HKwYri6WXsFxL9fzcr5bZfkBXblzdSunwQ8byhoA4PSAS
        DoL2Su/gmqHJQFmxcz1hwefF3PgvSzP+5WsQqMDRhnhCOxbTlXs24firmVU6cbJQ
        AEaf8QhUYMpy8/7ZErB5bUqEns5Z2C65kJC8XRroYNI3IttV1ur7LCaI06Dp+zEC
        ifNWhImgbdq2tfchRuHqSKN4jEza7n+tom8ykIB8KyXxJr8FeU5SPcKvrDE4HpTu
        oZqN6XQu++bjlHUiDnZdbn18hNGdW22QowMud89pe83x/mY46u9BxgjKHt2Lr6Pk
        l9kmztMMxRvlZuFONvs63C9PfBuSXC5oKGiWQnaCLs1qKNdFQFowjO+aNUgLZxc7
        oqrM4F6PLjx7HkSj3VOI+7e8pb/iThqbGs6HL9haehcBXsyOu8rikEqzJ2CTeB9Z
        JvB1viVLsoN4Rbxi/iKCCcr7SFawnVxgJux1izaolYBXy5oDz+MMSfuZ2QYW2UFd
        lAtfSZrCKV+p7DcVIOut51bpVBEFIyZjzwX46n4E/wnyYJxfKvXWiO6TAcCNQeqb
        Wje4YCLBEHDfaU6y3Rv+rLFsOg0IQDSVCYyegNM2LX7AAvLMFjRdPdWNurplhtd6
        M2X42bO/euG6A6h/XXK1lKyKVbJ/SbmiWxkZXcPDbEtvhPuwAcVUEtkS8QoqzCEO
        CTJ15iW3wenGOXsRdU9bn6dx8kv2E2MDDkf13rfE4PrsVweiuQ711M6k6ldqEMLT
        KMBwj+eB4seocDnE71qOQu5fqr1/2v5/x6e3Q7WT/NG5TdJHi+6KhrwmvAE3+UIj
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -traditional -camellia128 -passout pass:fixture-password</c></summary>
    public const string Camellia = """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: CAMELLIA-128-CBC,5FEB9023764C55A16147D5C8A65D6AAC

        Da8o6Y93OgKhBTdpprE+3YI27NZRhpLSrw6Fz8TuvSoQzX6UTrkt401I6oz+US1W
        C5KKCZPhP5YFKv/XTOVy9qZdFilONqzvLQyo0EBwwL9vu/8bqHS1thkwJyvJ42o5
        lQUqTfxEZWfuYclAQZi79AXyjMP9dgvgH3P7M1snIPxiy1BahoOuuoOVS1MS1V3f
        g4/QgS8vAaQVDIiP2l7X3w0bObGBw9kHd6JYPviqHYsg7qoMOCtMwHzEvRJOcOi4
        iZSA3JSsLHK9w26+Ib+l75pOEgVH9swQBd1Oa38yoh1EHIGCnI/B3oTVA+hEvcbB
        LAPuAEYv8yLwKmvTwbAQqaoHChe1QAaCqwj7TyLbjHeBvmb3b86Vnwj98q0xIJ7U
        LQ5tR4tUqEXFR/Jd+xtVlmtkgfdOrvBGBcTmaiFF/53kwIsJUD84exe0MDd6+X54
        l7545iqT+0m7mgc5wtrGFTdJ5zbyrzHXIIRQdC5dKVHXxXjXUnp1mISvbZDDq9Np
        JgkuYvk0rQSfVx1KLaK9WyWzx4OBI3NFpzZXdFEcP7Bborv/1ph9mCto85o4ZAlf
        2wZvEzpcrBE2374MtbwFAywpVfhutSXDjWil2raEEBC1xITuhLJ4/f7o9QPtGRbE
        pvbNKtA77QN2yAionJf5r4pgVff933qYnMaOhItNkstjxTSAb0B2o4qQyE2Km8t3
        I5SAKwlW0Hem+lbt1mSm6Rnoi7fAV9LWwQBU36YXEWpjOUzu9poRevcKN2EnNVNa
        UOpSf9SOF3jj/4AhyYUtuC6L0WhUu+2TOVX9wAlT+isrU7LGmgY9I6ArzG2gbd8m
        -----END RSA PRIVATE KEY-----
        """;

    /// <summary><c>openssl ecparam -name prime256v1 -genkey -noout | openssl ec -aes128 -passout pass:fixture-password</c></summary>
    public const string EllipticCurve = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,C6F176C73C3BF14285DD61D5A9FE36C9

        0Om/I/dsmphuVBk33brwoF87B97U2aEcrUg6IPO8wc1prftyAypYhsSeo22uNHHc
        nB+wMGxgiF7mY8c7BHNYzTr8kUccSlxzPR+z6R9j291e7NQSyECn5qP0i2kqjgQh
        evBPfFLJCZ/8dxTslr7ptLcGi4Lq+NflSwJB01A01E8=
        -----END EC PRIVATE KEY-----
        """;

    /// <summary><c>openssl rsa -in k.pem -pubout</c></summary>
    public const string PublicKey = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDlv7aUTMYkzC+kZwaPWQkWp4vY
        nEUZnVZsKdc007MjT039wTBjIhNY0cRhP1F3PN+hTbWBOzjVqxCRAXt77qTzuQ3d
        KFdEdCyVs1XgYZA0reOCwLFPj9zzO79TVpak6Ns0BGPAfoW4MXAeJ3grLNTLCBQ4
        X80H1OL4ntLuxCzktQIDAQAB
        -----END PUBLIC KEY-----
        """;
}
