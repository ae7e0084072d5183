package dev.reconnect.python.types;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Libraries that never hand out anything of Spark on their own account: the standard library and well-known packages. */
final class Libraries {
    private static final String NAMES =
            """
            __future__ abc aifc argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 calendar cmath cmd code codecs \
            collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses \
            datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch \
            fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib imp importlib \
            inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder \
            multiprocessing netrc nntplib ntpath numbers operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib \
            poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource \
            rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat \
            statistics string stringprep struct subprocess symtable sys sysconfig syslog tarfile tempfile termios textwrap \
            threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing typing_extensions \
            unicodedata unittest urllib uuid venv warnings wave weakref webbrowser wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo \
            numpy pandas polars scipy sklearn matplotlib seaborn plotly dask ray modin vaex cudf duckdb ibis_ pyarrow sqlalchemy requests \
            httpx aiohttp boto3 botocore azure google yaml toml click typer rich tqdm attr attrs pydantic marshmallow flask django fastapi \
            starlette jinja2 bs4 lxml PIL cv2 torch tensorflow keras transformers jax xarray networkx statsmodels numba cython six pytz \
            dateutil dotenv redis pymongo psycopg2 pymysql mysql cx_Oracle pyodbc snowflake kafka confluent_kafka pika celery airflow \
            prefect dagster luigi loguru structlog pytest hypothesis mock faker nltk spacy gensim simplejson orjson ujson msgpack protobuf \
            grpc cloudpickle joblib psutil paramiko fabric docker kubernetes hdfs s3fs fsspec gcsfs adlfs openpyxl xlrd xlsxwriter \
            tabulate termcolor colorama setuptools pkg_resources distutils wheel pip nose tox IPython ipywidgets bokeh altair folium \
            geopandas shapely fiona rasterio pyproj h5py tables zarr netCDF4 pendulum arrow freezegun responses moto \
            """;
    private static final Set<String> FOREIGN = new HashSet<>(List.of(NAMES.split(" ")));

    private Libraries() {}

    static boolean isForeign(String module) {
        int dot = module.indexOf('.');
        return FOREIGN.contains(dot < 0 ? module : module.substring(0, dot));
    }
}
