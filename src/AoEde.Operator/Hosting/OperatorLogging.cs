using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AoEde.Operator.Hosting;

/// <summary>The log: lines on standard error with their event ids.</summary>
internal static class OperatorLogging
{
    /// <summary>Sets up logging.</summary>
    /// <param name="logging">What is set up.</param>
    /// <param name="isJson">Whether each line is a JSON object.</param>
    public static void Configure(ILoggingBuilder logging, bool isJson)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (isJson)
        {
            logging.AddJsonConsole(options =>
            {
                options.IncludeScopes = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.UseUtcTimestamp = true;
                options.ColorBehavior = LoggerColorBehavior.Disabled;
                options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
