namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>A file of the catalogue is not in the expected format. The message has the file, the line, and what is expected.</summary>
public sealed class CatalogueException : FormatException
{
    /// <summary>Creates an exception without a message.</summary>
    public CatalogueException() { }

    /// <summary>Creates an exception.</summary>
    public CatalogueException(string message) : base(message) { }

    /// <summary>Creates an exception with the exception that caused it.</summary>
    public CatalogueException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates an exception that names the line of a file.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="line">The number of the line. The first is 1.</param>
    /// <param name="message">What was seen, and what is expected.</param>
    public CatalogueException(string file, int line, string message) : base($"{file}:{line}: {message}")
    {
        File = file;
        Line = line;
    }

    /// <summary>Gets the name of the file. <see langword="null"/> if the error is not in one file.</summary>
    public string? File { get; }

    /// <summary>Gets the number of the line. The first is 1. Zero if the error is not in one line.</summary>
    public int Line { get; }
}
