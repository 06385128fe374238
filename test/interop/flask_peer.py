import sys, logging
def serve(app, port):
    from werkzeug.serving import make_server
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    s = make_server("127.0.0.1", int(port), app, threaded=False)
    print("ready", s.server_port, flush=True); s.serve_forever()
